package io.perennial.web.admin;

import io.perennial.membership.BilingualText;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.ConsentWording;
import io.perennial.membership.FindMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.Interest;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.ReadMember;
import io.perennial.membership.RecordConsent;
import io.perennial.membership.Region;
import io.perennial.membership.SearchMembers;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Who a member is, how many there are, and what she agreed to. */
final class MemberSample {

    static final List<Identifier> EVERY_IDENTIFIER = List.of(
            Sample.PHONE,
            Sample.EMAIL,
            new Identifier(Identifier.Kind.CARD_NUMBER, "88001234567"),
            new Identifier(Identifier.Kind.WECHAT, "wx-oPenId77"),
            new Identifier(Identifier.Kind.CUSTOMER_NUMBER, "C-17850"));

    private MemberSample() {}

    static FindMembers.Row row() {
        return row(Sample.NAME);
    }

    static FindMembers.Row row(String name) {
        return new FindMembers.Row(
                Sample.MEMBER,
                name,
                List.of(Sample.PHONE, Sample.EMAIL),
                MemberStatus.FROZEN,
                Sample.VIP,
                1_250,
                Sample.NOW);
    }

    static SearchMembers.Hit hit() {
        return new SearchMembers.Hit(
                Sample.MEMBER, Sample.NAME, List.of(Sample.PHONE, Sample.EMAIL), MemberStatus.FROZEN, Sample.VIP);
    }

    static List<FindMembers.TierCount> perTier() {
        return List.of(
                new FindMembers.TierCount(Sample.ORDINARY, 1_000),
                new FindMembers.TierCount(Sample.VIP, 200),
                new FindMembers.TierCount(Sample.BLACK, 34));
    }

    static List<FindMembers.DayCount> enrolled() {
        return IntStream.range(0, 30)
                .mapToObj(day ->
                        new FindMembers.DayCount(LocalDate.of(2026, 10, 24).plusDays(day), day))
                .toList();
    }

    static ReadMember.Profile profile() {
        return profile(MemberStatus.ACTIVE, Sample.NAME);
    }

    static ReadMember.Profile profile(MemberStatus status, String name) {
        return profile(status, name, List.of(Sample.PHONE, Sample.EMAIL));
    }

    static ReadMember.Profile profile(List<Identifier> identifiers) {
        return profile(MemberStatus.ACTIVE, Sample.NAME, identifiers);
    }

    private static ReadMember.Profile profile(MemberStatus status, String name, List<Identifier> identifiers) {
        return new ReadMember.Profile(
                Sample.MEMBER,
                status,
                name,
                Locale.SIMPLIFIED_CHINESE,
                ZoneId.of("Asia/Shanghai"),
                LocalDate.of(1990, 2, 28),
                new Region("CN-31"),
                Set.of(Interest.HOME, Interest.BOOKS),
                identifiers,
                Sample.NOW,
                "portal",
                null,
                1);
    }

    static List<ReadConsents.State> consents() {
        return List.of(
                new ReadConsents.State(
                        ConsentPurpose.OFFERS, ConsentChannel.EMAIL, true, Optional.of(Sample.NOW), Optional.of(1)),
                new ReadConsents.State(
                        ConsentPurpose.OFFERS, ConsentChannel.SMS, false, Optional.empty(), Optional.empty()));
    }

    static List<ReadConsents.Line> consentLines() {
        return List.of(new ReadConsents.Line(
                1,
                ConsentPurpose.OFFERS,
                ConsentChannel.EMAIL,
                true,
                1,
                "en",
                RecordConsent.How.STAFF,
                "Li Wei",
                Sample.NOW));
    }

    static ConsentWording wording(int version) {
        return new ConsentWording(
                ConsentPurpose.OFFERS,
                version,
                new BilingualText("发送优惠 " + version, "Offers " + version),
                Sample.NOW,
                Sample.STAFF);
    }
}
