package io.perennial.web.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.insights.ReadActivities.Recorded;
import io.perennial.membership.Standing;
import io.perennial.points.EarnPoints.Outcome;
import io.perennial.points.Points;
import io.perennial.web.pages.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentCaptor;

class CheckInPagesTests extends PortalPages {

    private static final ActivityId ACTIVITY = ActivityId.next();
    private static final String REFERENCE = "check-in:" + MEMBER + ":2026-11-22";

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(booked(5), "success", "checkIn.earned"),
                Arguments.of(booked(0), "success", "checkIn.done"),
                Arguments.of(new Outcome.MemberClosed(), "error", "checkIn.closed"),
                Arguments.of(new Outcome.UnknownMember(), "error", "checkIn.closed"),
                Arguments.of(new Outcome.Conflict(ACTIVITY, List.of("happenedAt")), "error", "checkIn.failed"),
                Arguments.of(new Outcome.InTheFuture(), "error", "checkIn.failed"),
                Arguments.of(new Outcome.CurrencyNotConfigured("XXX"), "error", "checkIn.failed"),
                Arguments.of(new Outcome.UnknownPurchase("x"), "error", "checkIn.failed"),
                Arguments.of(new Outcome.RefundTooLarge("1", "1"), "error", "checkIn.failed"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void each_outcome_has_its_sentence(Outcome outcome, String kind, String key) {
        when(earnPoints.earn(any())).thenReturn(List.of(outcome));
        var answer = send("/check-in");
        assertThat(answer).hasRedirectedUrl("/");
        assertThat((Notice) answer.getMvcResult().getFlashMap().get("notice"))
                .extracting(Notice::kind, Notice::key)
                .containsExactly(kind, key);
    }

    @Test
    void the_test_above_knows_every_outcome() {
        assertThat(outcomes().<Class<?>>map(arguments -> arguments.get()[0].getClass()))
                .containsAll(List.of(Outcome.class.getPermittedSubclasses()));
    }

    @Test
    void is_one_activity_a_day_of_the_programmes_zone() {
        when(earnPoints.earn(any())).thenReturn(List.of(booked(5)));
        send("/check-in");
        assertThat(told().getFirst())
                .isEqualTo(new Activity(
                        MEMBER,
                        ActivityType.CHECK_IN,
                        "portal",
                        REFERENCE,
                        NOW,
                        "portal",
                        null,
                        null,
                        null,
                        List.of()));
    }

    @Test
    void a_second_press_tells_the_first_ones_moment() {
        var first = Instant.parse("2026-11-22T01:02:03Z");
        when(activities.byReference("portal", List.of(REFERENCE))).thenReturn(Map.of(REFERENCE, recorded(first)));
        when(earnPoints.earn(any())).thenReturn(List.of(booked(5)));
        send("/check-in");
        assertThat(told().getFirst().happenedAt()).isEqualTo(first);
    }

    @Test
    void the_slower_of_two_presses_at_once_gets_the_answer_of_the_faster() {
        var faster = NOW.minusMillis(3);
        when(activities.byReference("portal", List.of(REFERENCE)))
                .thenReturn(Map.of())
                .thenReturn(Map.of(REFERENCE, recorded(faster)));
        when(earnPoints.earn(any()))
                .thenReturn(List.of(new Outcome.Conflict(ACTIVITY, List.of("happenedAt"))))
                .thenReturn(List.of(booked(5)));
        var answer = send("/check-in");
        assertThat((Notice) answer.getMvcResult().getFlashMap().get("notice"))
                .extracting(Notice::key)
                .isEqualTo("checkIn.earned");
        assertThat(told().getLast().happenedAt()).isEqualTo(faster);
    }

    @Test
    void answers_htmx_with_the_panel_and_the_new_balance_alone() {
        when(earnPoints.earn(any())).thenReturn(List.of(booked(5)));
        var answer =
                form("/check-in").with(asMember()).header("HX-Request", "true").exchange();
        assertThat(answer)
                .hasStatusOk()
                .bodyText()
                .contains("id=\"check-in\"", "hx-swap-oob=\"true\"", "12,351", "5 points for you")
                .doesNotContain("<html");
    }

    @Test
    void the_button_is_gone_for_the_day() {
        assertThat(look("/")).bodyText().contains("action=\"/check-in\"");
        when(activities.known("portal", List.of(REFERENCE))).thenReturn(Set.of(REFERENCE));
        assertThat(look("/")).bodyText().contains(text("checkIn.today")).doesNotContain("action=\"/check-in\"");
    }

    private List<Activity> told() {
        ArgumentCaptor<List<Activity>> told = ArgumentCaptor.captor();
        verify(earnPoints, atLeastOnce()).earn(told.capture());
        return told.getAllValues().stream().flatMap(List::stream).toList();
    }

    private static Outcome.Booked booked(long points) {
        return new Outcome.Booked(
                ACTIVITY,
                points,
                0,
                0,
                Points.of(12_346 + points),
                Standing.on(LADDER, MEMBER, 0, LADDER.lowest(), NOW),
                List.of(),
                false);
    }

    private static Recorded recorded(Instant happenedAt) {
        return new Recorded(
                ACTIVITY,
                MEMBER,
                ActivityType.CHECK_IN,
                "portal",
                REFERENCE,
                happenedAt,
                happenedAt,
                "portal",
                null,
                null,
                null);
    }
}
