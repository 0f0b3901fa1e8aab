package io.perennial.web.admin;

import io.perennial.membership.Benefit;
import io.perennial.membership.BenefitId;
import io.perennial.membership.BilingualText;
import io.perennial.membership.EditLadder;
import io.perennial.membership.ReadBenefits;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.ReadTierFloors;
import io.perennial.membership.Standing;
import io.perennial.membership.Tenure;
import io.perennial.membership.TierFloor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Where a member stands, and what that brings her. */
final class TierSample {

    static final BenefitId BENEFIT = BenefitId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4b01");
    static final UUID GRANT = UUID.fromString("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4b02");
    static final UUID USE = UUID.fromString("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4b03");

    private TierSample() {}

    static Standing standing() {
        var until = Optional.of(Sample.NOW.minus(Duration.ofDays(3)));
        return Standing.on(
                Sample.LADDER,
                Sample.MEMBER,
                1_250,
                Sample.VIP,
                Sample.NOW,
                new Tenure(
                        Sample.NOW.minus(Duration.ofDays(368)),
                        until,
                        250,
                        800,
                        Optional.of(Sample.NOW.plus(Duration.ofDays(27))),
                        Optional.of(new TierFloor("vip", Optional.of(Sample.NOW.plus(Duration.ofDays(90))))),
                        true,
                        Optional.of(Sample.NOW)));
    }

    static Benefit benefit(Benefit.Way way, boolean retired) {
        return new Benefit(
                BENEFIT,
                2,
                Benefit.Kind.PARTNER,
                new BilingualText("贵宾厅", "Airport lounge"),
                new BilingualText("出示兑换码", "Show the code at the lounge"),
                Set.of("vip", "black"),
                way,
                2,
                Benefit.Period.YEAR,
                12_345,
                20,
                retired);
    }

    static List<ReadBenefits.Mine> mine() {
        var benefit = benefit(Benefit.Way.COUNTER, false);
        return List.of(
                new ReadBenefits.Mine(
                        benefit, Optional.of(GRANT), 1, 1, Optional.empty(), Optional.of(Sample.NOW), Optional.empty()),
                new ReadBenefits.Mine(
                        benefit,
                        Optional.empty(),
                        2,
                        0,
                        Optional.of(Sample.NOW),
                        Optional.empty(),
                        Optional.of(uses().getFirst())));
    }

    static List<ReadBenefits.Use> uses() {
        return List.of(
                new ReadBenefits.Use(
                        USE,
                        BENEFIT,
                        "7K3M-Q9AB",
                        Sample.NOW,
                        Optional.of(Sample.NOW.plusSeconds(900)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new ReadBenefits.Use(
                        GRANT,
                        BENEFIT,
                        "7K3M-Q9AC",
                        Sample.NOW,
                        Optional.of(Sample.NOW.plusSeconds(900)),
                        Optional.of(Sample.NOW),
                        Optional.of(Sample.STAFF),
                        Optional.of("Bund 3")));
    }

    static List<ReadBenefits.Granted> benefitGrants() {
        return List.of(
                new ReadBenefits.Granted(
                        GRANT,
                        BENEFIT,
                        1,
                        false,
                        "winner",
                        Optional.of(Sample.STAFF),
                        Sample.NOW,
                        Optional.of(Sample.NOW),
                        Optional.empty()),
                new ReadBenefits.Granted(
                        USE,
                        BENEFIT,
                        1,
                        true,
                        null,
                        Optional.empty(),
                        Sample.NOW,
                        Optional.empty(),
                        Optional.of(Sample.NOW)));
    }

    static List<ReadTierFloors.Given> floors() {
        return List.of(
                new ReadTierFloors.Given(
                        "vip",
                        "Guest of the founders' day",
                        Sample.STAFF,
                        Sample.NOW,
                        Optional.of(Sample.NOW.plus(Duration.ofDays(90))),
                        Optional.empty(),
                        Optional.empty()),
                new ReadTierFloors.Given(
                        "black",
                        "By mistake",
                        Sample.STAFF,
                        Sample.NOW.minus(Duration.ofDays(1)),
                        Optional.empty(),
                        Optional.of(Sample.NOW),
                        Optional.of(Sample.STAFF)));
    }

    static ReadLadder.Published publishedLadder(int version) {
        return new ReadLadder.Published(
                version, Sample.LADDER, Sample.NOW, Sample.NOW.plus(Duration.ofDays(9)), Optional.of(Sample.STAFF));
    }

    static List<ReadStanding.TierChange> tierChanges() {
        return List.of(new ReadStanding.TierChange(Sample.ORDINARY, Sample.VIP, 1_020, Sample.NOW, Sample.NOW));
    }

    static EditLadder.Impact impact() {
        return new EditLadder.Impact(
                List.of(new EditLadder.Move("member", "vip", 17)), List.of(new EditLadder.Risk("black", 3, 5)), 4);
    }
}
