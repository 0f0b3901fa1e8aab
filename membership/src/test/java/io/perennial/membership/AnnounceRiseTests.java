package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.GrowStanding.Growth;
import io.perennial.testing.TurnableClock;
import io.perennial.testing.TurnedBack;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@MembershipTest
@ExtendWith(TurnedBack.class)
class AnnounceRiseTests {

    private final AnnounceRise announceRise;
    private final AnnounceFall announceFall;
    private final GrowStanding growStanding;
    private final HoldTier holdTier;
    private final ReadStanding readStanding;
    private final SettleTiers settleTiers;
    private final EnrolMembers enrolMembers;
    private final TurnableClock clock;
    private MemberId member = MemberId.next();

    AnnounceRiseTests(
            AnnounceRise announceRise,
            AnnounceFall announceFall,
            GrowStanding growStanding,
            HoldTier holdTier,
            ReadStanding readStanding,
            SettleTiers settleTiers,
            EnrolMembers enrolMembers,
            TurnableClock clock) {
        this.announceRise = announceRise;
        this.announceFall = announceFall;
        this.growStanding = growStanding;
        this.holdTier = holdTier;
        this.readStanding = readStanding;
        this.settleTiers = settleTiers;
        this.enrolMembers = enrolMembers;
        this.clock = clock;
    }

    @BeforeEach
    void enrol() {
        member = enrolMembers
                .enrol(List.of(new Enrolment(
                        new Identifier(Identifier.Kind.CUSTOMER_NUMBER, "C-" + MemberId.next()), null, "import")))
                .getFirst()
                .member();
    }

    @Test
    void is_news_until_it_is_put_away_and_again_with_the_next_tier() {
        grow(900);
        assertThat(isNews()).isFalse();
        grow(100);
        assertThat(isNews()).isTrue();

        announceRise.putAway(member);
        announceRise.putAway(member);
        grow(50);
        assertThat(isNews()).isFalse();

        grow(10_000);
        assertThat(isNews()).isTrue();
    }

    @Test
    void is_news_for_whom_staff_lifted() {
        holdTier.hold(member, "vip", Optional.empty(), "a guest of the house", StaffId.next());
        assertThat(isNews()).isTrue();
    }

    @Test
    void is_none_when_they_rose_long_ago() {
        grow(1_000);
        clock.turn(AnnounceRise.FOR.minusSeconds(1));
        assertThat(isNews()).isTrue();
        clock.turn(Duration.ofSeconds(1));
        assertThat(isNews()).isFalse();
    }

    @Test
    void nobody_is_congratulated_for_a_step_down() {
        grow(10_000);
        clock.turn(Duration.ofDays(367));
        settleTiers.settle();
        announceFall.shown(standing());
        clock.turn(Duration.ofDays(31));
        settleTiers.settle();

        assertThat(standing().tier().code()).isEqualTo("vip");
        assertThat(isNews()).isFalse();
    }

    private boolean isNews() {
        return announceRise.isNews(standing());
    }

    private Standing standing() {
        return readStanding.of(member).orElseThrow();
    }

    private void grow(long amount) {
        growStanding.grow(
                List.of(new Growth(member, amount, "purchase-" + standing().growth(), clock.instant())));
    }
}
