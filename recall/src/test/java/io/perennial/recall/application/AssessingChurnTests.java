package io.perennial.recall.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.perennial.insights.ReadActivities;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadMember.Profile;
import io.perennial.recall.AssessChurn;
import io.perennial.recall.AssessChurn.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class AssessingChurnTests {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final MemberId ANNA = MemberId.next();

    private final ReadMember members = mock();
    private final ReadActivities activities = mock();

    private final ApplicationContextRunner recall = new ApplicationContextRunner()
            .withUserConfiguration(Recall.class)
            .withBean(ReadMember.class, () -> members)
            .withBean(ReadActivities.class, () -> activities)
            .withBean(Clock.class, () -> Clock.fixed(NOW, ZoneOffset.UTC));

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(RecallSettings.class)
    @Import(AssessingChurn.class)
    static class Recall {}

    @Test
    void judges_by_the_last_activity() {
        enrolled(NOW.minus(Duration.ofDays(400)));
        given(activities.lastActivityAt(ANNA)).willReturn(Optional.of(NOW.minus(Duration.ofDays(29))));

        assertVerdict(new Verdict.Active(Duration.ofDays(29)));
    }

    @Test
    void judges_by_the_last_activity_also_when_it_was_before_enrolment() {
        enrolled(NOW.minus(Duration.ofDays(1)));
        given(activities.lastActivityAt(ANNA)).willReturn(Optional.of(NOW.minus(Duration.ofDays(400))));

        assertVerdict(new Verdict.Lapsed(Duration.ofDays(400), Duration.ofDays(30)));
    }

    @Test
    void judges_by_enrolment_when_there_was_no_activity() {
        enrolled(NOW.minus(Duration.ofDays(30)));
        given(activities.lastActivityAt(ANNA)).willReturn(Optional.empty());

        assertVerdict(new Verdict.Lapsed(Duration.ofDays(30), Duration.ofDays(30)));
    }

    @Test
    void judges_nobody_whom_it_does_not_know() {
        given(members.find(ANNA)).willReturn(Optional.empty());

        assertVerdict(new Verdict.UnknownMember());
    }

    @Test
    void takes_the_silence_that_is_configured() {
        enrolled(NOW.minus(Duration.ofDays(14)));
        given(activities.lastActivityAt(ANNA)).willReturn(Optional.empty());

        recall.withPropertyValues("perennial.recall.silence=14d")
                .run(context -> assertThat(context.getBean(AssessChurn.class).assess(ANNA))
                        .isEqualTo(new Verdict.Lapsed(Duration.ofDays(14), Duration.ofDays(14))));
    }

    @Test
    void does_not_start_with_a_silence_of_nothing() {
        recall.withPropertyValues("perennial.recall.silence=0d")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("perennial.recall.silence"));
    }

    private void assertVerdict(Verdict verdict) {
        recall.run(context ->
                assertThat(context.getBean(AssessChurn.class).assess(ANNA)).isEqualTo(verdict));
    }

    private void enrolled(Instant at) {
        given(members.find(ANNA))
                .willReturn(Optional.of(new Profile(
                        ANNA,
                        MemberStatus.ACTIVE,
                        null,
                        Locale.CHINA,
                        ZoneId.of("Asia/Shanghai"),
                        null,
                        null,
                        Set.of(),
                        List.of(),
                        at,
                        "portal",
                        null,
                        1)));
    }
}
