package io.perennial.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.perennial.membership.MemberId;
import io.perennial.rewards.RedeemReward.Redeeming;
import io.perennial.rewards.Shelf.Written;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RewardTests {

    private static final Instant NINE = Instant.parse("2026-11-22T01:00:00Z");
    private static final Instant TEN = Instant.parse("2026-11-22T02:00:00Z");

    @Test
    void is_seen_from_its_first_moment_until_just_before_its_last() {
        var reward = new Written().from(NINE).until(TEN).reward();
        assertThat(reward.visibleAt(NINE.minusNanos(1_000))).isFalse();
        assertThat(reward.visibleAt(NINE)).isTrue();
        assertThat(reward.visibleAt(TEN.minusNanos(1_000))).isTrue();
        assertThat(reward.visibleAt(TEN)).isFalse();
    }

    @Test
    void cannot_disappear_before_it_appears() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Written().from(NINE).until(NINE).reward());
    }

    @Test
    void costs_something_and_not_more_than_anyone_could_have() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Written().price(0).reward());
        assertThatCode(() -> new Written().price(100_000_000).reward()).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Written().price(100_000_001).reward());
    }

    @Test
    void a_coupon_takes_something_off_within_reason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Written().takingOff("CNY 0.00").reward());
        assertThatCode(() -> new Written().takingOff("CNY 1000000.00").reward()).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Written().takingOff("CNY 1000000.01").reward());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with blank", "tab\t", "咖啡", "new\nline"})
    void a_key_is_printable_and_has_no_blanks(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Redeeming(MemberId.next(), RewardId.next(), key));
    }

    @Test
    void a_key_has_at_most_eighty_characters() {
        assertThatCode(() -> new Redeeming(MemberId.next(), RewardId.next(), "~".repeat(80)))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Redeeming(MemberId.next(), RewardId.next(), "~".repeat(81)));
    }
}
