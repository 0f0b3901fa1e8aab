package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingTests {

    private static final Tier MEMBER = tier("member", 0, 0);
    private static final Tier VIP = tier("vip", 1, 1_000);
    private static final Tier BLACK = tier("black", 2, 10_000);
    private static final Ladder LADDER = new Ladder(List.of(MEMBER, VIP, BLACK));

    @Test
    void tells_what_is_missing_for_the_next_tier() {
        assertThat(standing(400, MEMBER).missing()).isEqualTo(600);
        assertThat(standing(400, MEMBER).next()).hasValue(VIP);
        assertThat(standing(12_000, BLACK).missing()).isZero();
        assertThat(standing(12_000, BLACK).next()).isEmpty();
    }

    @Test
    void tells_how_much_of_the_way_is_done_from_its_own_tiers_line() {
        assertThat(standing(0, MEMBER).percentToNext()).isZero();
        assertThat(standing(999, MEMBER).percentToNext()).isEqualTo(99);
        assertThat(standing(5_500, VIP).percentToNext()).isEqualTo(50);
        assertThat(standing(200, VIP).percentToNext())
                .as("a tier kept after a refund")
                .isZero();
        assertThat(standing(12_000, BLACK).percentToNext()).isEqualTo(100);
    }

    @Test
    void finds_the_tier_that_growth_reaches() {
        assertThat(LADDER.reachedBy(0)).isEqualTo(MEMBER);
        assertThat(LADDER.reachedBy(999)).isEqualTo(MEMBER);
        assertThat(LADDER.reachedBy(1_000)).isEqualTo(VIP);
        assertThat(LADDER.reachedBy(Long.MAX_VALUE)).isEqualTo(BLACK);
    }

    @Test
    void is_no_ladder_unless_lines_rise_in_the_order_of_ranks() {
        assertThatThrownBy(() -> new Ladder(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ladder(List.of(MEMBER, tier("vip", 1, 10), tier("black", 2, 10))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ladder(List.of(MEMBER, BLACK))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ladder(List.of(MEMBER, tier("member", 1, 10))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Standing standing(long growth, Tier tier) {
        return Standing.on(LADDER, MemberId.next(), growth, tier, Instant.EPOCH);
    }

    private static Tier tier(String code, int rank, long line) {
        return new Tier(code, rank, new BilingualText(code, code), line);
    }
}
