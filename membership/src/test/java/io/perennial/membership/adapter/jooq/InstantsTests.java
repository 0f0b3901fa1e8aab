package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipClosing.MEMBERSHIP_CLOSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.inline;

import io.perennial.membership.MemberId;
import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.TimeZone;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnTestDatabase.Reset.class)
class InstantsTests {

    private static final UUID ANNA = MemberId.next().value();
    private static final Instant ASKED_AT = Instant.parse("2026-11-23T10:15:30.000001Z");

    private final DSLContext dsl = TestDatabase.get().dsl();
    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void turn_back_to_the_zone_of_this_process() {
        TimeZone.setDefault(zone);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1000-01-01T00:00:00Z",
                "1582-10-10T00:00:00Z",
                "1900-01-01T00:05:43.000001Z",
                "1969-12-31T23:59:59.999999Z",
                "2026-11-23T10:15:30.123456Z",
                "2038-01-19T03:14:07.999999Z",
                "2038-01-19T03:14:08Z",
                "9999-12-31T23:59:59.999999Z"
            })
    void are_kept_to_the_microsecond_whenever_they_are(Instant instant) {
        store(instant);

        assertThat(stored()).isEqualTo(instant);
        assertThat(dsl.fetchCount(MEMBERSHIP_CLOSING, MEMBERSHIP_CLOSING.ERASE_AT.eq(instant)))
                .isOne();
        assertThat(dsl.fetchCount(
                        MEMBERSHIP_CLOSING,
                        MEMBERSHIP_CLOSING.ERASE_AT.eq(inline(instant, MEMBERSHIP_CLOSING.ERASE_AT))))
                .isOne();
    }

    /** In Berlin's spring an hour was left out, in its autumn one came twice; in Shanghai they once were. */
    @ParameterizedTest
    @ValueSource(
            strings = {"2026-03-29T02:30:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "1986-05-04T02:30:00Z"})
    void are_the_same_whatever_the_zone_of_this_process_is(Instant instant) {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        store(instant);
        var inBerlin = stored();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));

        assertThat(inBerlin).isEqualTo(instant);
        assertThat(stored()).isEqualTo(instant);
        assertThat(dsl.select(MEMBERSHIP_CLOSING.ERASE_AT.cast(String.class))
                        .from(MEMBERSHIP_CLOSING)
                        .fetchSingle()
                        .value1())
                .isEqualTo(instant.toString().replace("T", " ").replace("Z", ".000000"));
    }

    @Test
    void may_be_absent() {
        store(null);

        assertThat(stored()).isNull();
        assertThat(dsl.fetchCount(MEMBERSHIP_CLOSING, MEMBERSHIP_CLOSING.ERASE_AT.isNull()))
                .isOne();
    }

    @Test
    void are_read_as_another_type_where_that_is_asked_for() {
        store(ASKED_AT);

        assertThat(dsl.select(MEMBERSHIP_CLOSING.ERASE_AT)
                        .from(MEMBERSHIP_CLOSING)
                        .fetchSingle(0, LocalDateTime.class))
                .isEqualTo(LocalDateTime.parse("2026-11-23T10:15:30.000001"));
    }

    private void store(@Nullable Instant instant) {
        dsl.insertInto(MEMBERSHIP_CLOSING)
                .set(MEMBERSHIP_CLOSING.MEMBER_ID, ANNA)
                .set(MEMBERSHIP_CLOSING.ASKED_AT, ASKED_AT)
                .set(MEMBERSHIP_CLOSING.ERASE_AT, instant)
                .execute();
    }

    private @Nullable Instant stored() {
        return dsl.select(MEMBERSHIP_CLOSING.ERASE_AT)
                .from(MEMBERSHIP_CLOSING)
                .fetchSingle()
                .value1();
    }
}
