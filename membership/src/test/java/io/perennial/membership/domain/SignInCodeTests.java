package io.perennial.membership.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.Identifier;
import io.perennial.membership.Identifier.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SignInCodeTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant NOON = Instant.parse("2026-03-14T04:00:00Z");
    private static final Identifier PHONE = new Identifier(Kind.PHONE, "+8613800138000");
    private static final CodeHash HASH = CodeHash.of(PHONE, "123456");

    @Test
    void may_go_out_at_once_to_a_new_phone() {
        assertThat(SignInCode.none(NOON, SHANGHAI).waitFor(NOON, SHANGHAI)).isEmpty();
    }

    @Test
    void waits_a_minute_after_the_last() {
        var code = SignInCode.none(NOON, SHANGHAI).next(HASH, NOON, SHANGHAI);

        assertThat(code.waitFor(NOON.plusSeconds(59), SHANGHAI)).hasValue(Duration.ofSeconds(1));
        assertThat(code.waitFor(NOON.plusSeconds(60), SHANGHAI)).isEmpty();
        assertThat(code.expiresAt()).isEqualTo(NOON.plusSeconds(300));
        assertThat(code.triesLeft()).isEqualTo(5);
    }

    @Test
    void waits_for_the_programmes_midnight_after_the_tenth_of_a_day() {
        var code = SignInCode.none(NOON, SHANGHAI);
        for (var i = 0; i < 10; i++) {
            code = code.next(HASH, NOON, SHANGHAI);
        }

        assertThat(code.waitFor(NOON.plusSeconds(60), SHANGHAI))
                .hasValue(Duration.ofHours(12).minusSeconds(60));
        var midnight = NOON.plus(Duration.ofHours(12));
        assertThat(code.waitFor(midnight, SHANGHAI)).isEmpty();
        assertThat(code.next(HASH, midnight, SHANGHAI).sentToday()).isEqualTo(1);
    }

    @Test
    void is_recognised_by_its_hash_with_its_phone_only() {
        var other = new Identifier(Kind.PHONE, "+8613900139000");

        assertThat(HASH.matches(PHONE, "123456")).isTrue();
        assertThat(HASH.matches(PHONE, "123457")).isFalse();
        assertThat(HASH.matches(PHONE, "")).isFalse();
        assertThat(HASH.matches(other, "123456")).isFalse();
        assertThat(CodeHash.stored(HASH.bytes()).matches(PHONE, "123456")).isTrue();
        assertThat(CodeHash.of(PHONE, "123456").bytes()).isNotEqualTo(HASH.bytes());
    }
}
