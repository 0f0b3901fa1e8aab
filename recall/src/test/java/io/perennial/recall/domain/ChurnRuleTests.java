package io.perennial.recall.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.perennial.recall.AssessChurn.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChurnRuleTests {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);

    private final ChurnRule rule = new ChurnRule(MONTH);

    @Test
    void takes_a_member_for_active_until_the_last_moment() {
        var almost = MONTH.minusNanos(1_000);
        assertThat(rule.judge(NOW.minus(almost), NOW)).isEqualTo(new Verdict.Active(almost));
        assertThat(rule.judge(NOW, NOW)).isEqualTo(new Verdict.Active(Duration.ZERO));
    }

    @Test
    void takes_a_member_for_lapsed_from_the_very_end_of_the_silence_and_names_it() {
        assertThat(rule.judge(NOW.minus(MONTH), NOW)).isEqualTo(new Verdict.Lapsed(MONTH, MONTH));
        assertThat(rule.judge(Instant.parse("2010-12-01T08:26:00Z"), NOW))
                .isEqualTo(new Verdict.Lapsed(Duration.between(Instant.parse("2010-12-01T08:26:00Z"), NOW), MONTH));
    }

    @Test
    void knows_no_negative_silence() {
        assertThat(rule.judge(NOW.plusSeconds(60), NOW)).isEqualTo(new Verdict.Active(Duration.ZERO));
    }

    @Test
    void allows_some_silence_always() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ChurnRule(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new ChurnRule(Duration.ofDays(-1)));
    }
}
