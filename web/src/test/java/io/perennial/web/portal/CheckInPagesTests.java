package io.perennial.web.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.perennial.points.BadgeId;
import io.perennial.points.CheckIn.Outcome;
import io.perennial.points.MakeUpDay;
import io.perennial.points.Points;
import io.perennial.points.Prize;
import io.perennial.points.ReadStreak.Days;
import io.perennial.points.ReadStreak.MakeUp;
import io.perennial.points.ReadStreak.Streak;
import io.perennial.points.ReadStreak.Won;
import io.perennial.web.pages.Notice;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckInPagesTests extends PortalPages {

    private static final Prize POINTS = Prize.of(20);
    private static final Prize BADGE = new Prize(Points.NONE, 0, BadgeId.next());

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(done(5, List.of()), "success", "checkIn.earned"),
                Arguments.of(done(0, List.of()), "success", "checkIn.done"),
                Arguments.of(done(5, List.of(POINTS)), "success", "checkIn.prize"),
                Arguments.of(done(5, List.of(BADGE)), "success", "checkIn.won"),
                Arguments.of(new Outcome.MemberClosed(), "error", "checkIn.closed"),
                Arguments.of(new Outcome.UnknownMember(), "error", "checkIn.closed"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void each_outcome_has_its_sentence(Outcome outcome, String kind, String key) {
        when(checkIn.checkIn(MEMBER)).thenReturn(outcome);
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
    void answers_htmx_with_the_panel_and_the_new_balance_alone() {
        when(checkIn.checkIn(MEMBER)).thenReturn(done(5, List.of(POINTS)));
        when(streaks.of(MEMBER)).thenReturn(streak(5, true, Optional.empty()));
        var answer =
                form("/check-in").with(asMember()).header("HX-Request", "true").exchange();
        assertThat(answer)
                .hasStatusOk()
                .bodyText()
                .contains("id=\"check-in\"", "hx-swap-oob=\"true\"", "12,351", "20 more as your prize")
                .doesNotContain("<html", "action=\"/check-in\"");
    }

    @Test
    void a_press_on_the_calendar_leads_back_to_it() {
        when(checkIn.checkIn(MEMBER)).thenReturn(done(5, List.of()));
        assertThat(send("/check-in", "calendar", "true")).hasRedirectedUrl("/check-in");
    }

    @Test
    void the_button_is_gone_for_the_day() {
        assertThat(look("/")).bodyText().contains("action=\"/check-in\"");
        when(streaks.of(MEMBER)).thenReturn(streak(4, true, Optional.empty()));
        assertThat(look("/")).bodyText().contains(text("checkIn.today")).doesNotContain("action=\"/check-in\"");
    }

    @Test
    void the_first_page_shows_the_days_that_lead_up_to_today_and_what_comes_next() {
        assertThat(look("/"))
                .bodyText()
                .contains(
                        "3 days in a row", "November 21, 2026: Checked in", "November 22, 2026: Today", "4 more days:")
                .doesNotContain("November 23, 2026");
    }

    @Test
    void the_calendar_shows_the_month_day_by_day() {
        when(streaks.days(MEMBER, LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30)))
                .thenReturn(new Days(
                        Set.of(LocalDate.of(2026, 11, 3)),
                        Set.of(LocalDate.of(2026, 11, 4)),
                        Set.of(LocalDate.of(2026, 11, 3))));
        assertThat(look("/check-in"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "November 3, 2026: Checked in, Prize won",
                        "November 4, 2026: Filled in",
                        "November 5, 2026: Day off",
                        "November 22, 2026: Today",
                        "November 23, 2026: Still to come",
                        "month=2026-10")
                .doesNotContain("month=2026-12");
    }

    @Test
    void an_earlier_month_leads_back_and_a_later_one_is_this_one() {
        assertThat(look("/check-in?month=2026-02")).bodyText().contains("February 2026", "month=2026-03");
        assertThat(look("/check-in?month=2031-02")).bodyText().contains("November 2026");
    }

    @Test
    void a_day_to_fill_is_offered_with_what_it_leads_to() {
        when(streaks.of(MEMBER)).thenReturn(streak(1, true, Optional.of(new MakeUp(LocalDate.of(2026, 11, 20), 7))));
        assertThat(look("/check-in"))
                .bodyText()
                .contains("value=\"2026-11-20\"", "fill in November 20, 2026", "7 days in a row");
        assertThat(look("/check-in", Locale.SIMPLIFIED_CHINESE)).bodyText().contains("要补签 2026年11月20日 吗？");
    }

    static Stream<Arguments> makeUps() {
        var day = LocalDate.of(2026, 11, 20);
        var streak = streak(7, true, Optional.empty());
        return Stream.of(
                Arguments.of(new MakeUpDay.Outcome.MadeUp(day, streak, List.of(), false), "streak.madeUp"),
                Arguments.of(
                        new MakeUpDay.Outcome.MadeUp(day, streak, List.of(new Won(day, 7, POINTS)), false),
                        "streak.madeUp.prize"),
                Arguments.of(new MakeUpDay.Outcome.NotOffered(), "streak.notOffered"),
                Arguments.of(new MakeUpDay.Outcome.MemberClosed(), "checkIn.closed"),
                Arguments.of(new MakeUpDay.Outcome.UnknownMember(), "checkIn.closed"));
    }

    @ParameterizedTest
    @MethodSource("makeUps")
    void filling_a_day_is_answered_on_the_calendar(MakeUpDay.Outcome outcome, String key) {
        when(makeUpDay.makeUp(any(), any())).thenReturn(outcome);
        var answer = send("/check-in/make-up", "day", "2026-11-20");
        assertThat(answer).hasRedirectedUrl("/check-in");
        assertThat((Notice) answer.getMvcResult().getFlashMap().get("notice"))
                .extracting(Notice::key)
                .isEqualTo(key);
        verify(makeUpDay).makeUp(eq(MEMBER), eq(LocalDate.of(2026, 11, 20)));
    }

    @Test
    void the_test_above_knows_every_outcome_of_filling() {
        assertThat(makeUps().<Class<?>>map(arguments -> arguments.get()[0].getClass()))
                .containsAll(List.of(MakeUpDay.Outcome.class.getPermittedSubclasses()));
    }

    /** Nobody is told what they are about to lose. */
    @Test
    void no_word_of_it_threatens_or_shames() {
        for (var language : List.of("", "_zh_CN")) {
            var words = java.util.ResourceBundle.getBundle(
                    "texts/missions/messages", Locale.forLanguageTag(language.isEmpty() ? "und" : "zh-CN"));
            words.keySet().stream()
                    .filter(key -> key.startsWith("streak") || key.startsWith("checkIn"))
                    .forEach(key -> assertThat(words.getString(key).toLowerCase(Locale.ROOT))
                            .as(key)
                            .doesNotContain(
                                    "lose", "lost", "broke", "fail", "don’t miss", "断签", "失去", "中断了", "失败", "清零"));
        }
    }

    private static Outcome.CheckedIn done(long points, List<Prize> prizes) {
        var day = LocalDate.of(2026, 11, 22);
        return new Outcome.CheckedIn(
                day,
                points,
                Points.of(12_346 + points),
                streak(7, true, Optional.empty()),
                prizes.stream().map(prize -> new Won(day, 7, prize)).toList(),
                false);
    }

    private static Streak streak(int length, boolean today, Optional<MakeUp> makeUp) {
        return new Streak(LocalDate.of(2026, 11, 22), length, today, 9, 1, makeUp, Optional.empty());
    }
}
