package io.perennial.web.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.insights.ReadActivities.Recorded;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.Picture;
import io.perennial.membership.PictureId;
import io.perennial.membership.Standing;
import io.perennial.points.EntryKind;
import io.perennial.points.Formula;
import io.perennial.points.Points;
import io.perennial.points.ReadBalance;
import io.perennial.points.ReadStatement;
import io.perennial.points.ReadStatement.Line;
import io.perennial.points.ReadTransfers.ReturnedFor;
import io.perennial.points.RuleId;
import io.perennial.points.Why;
import io.perennial.rewards.ReadCatalogue.Availability;
import io.perennial.rewards.ReadRedemptions;
import io.perennial.rewards.RedemptionStatus;
import java.io.UnsupportedEncodingException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EveryPortalPageTests extends PortalPages {

    private static final List<String> PAGES = List.of(
            "/",
            "/tier",
            "/tier?amount=nothing",
            "/benefits",
            "/statement",
            "/statement/print",
            "/proof",
            "/share",
            "/household",
            "/rewards",
            "/rewards?affordable=true",
            "/rewards/" + REWARD,
            "/my-rewards",
            "/my-rewards/" + REDEMPTION,
            "/profile",
            "/profile/password",
            "/privacy",
            "/privacy/close",
            "/access",
            "/access/identifiers/new?kind=PHONE",
            "/access/identifiers/new?kind=EMAIL",
            "/access/passkeys/new",
            "/access/passkeys/" + PASSKEY + "/edit",
            "/claimed");
    private static final List<String> PAGES_BEFORE_SIGN_IN = List.of(
            "/sign-in",
            "/sign-in?why=ended",
            "/sign-in/password",
            "/sign-in/reset",
            "/enrol",
            "/admin/sign-in",
            "/rules");

    private static final UUID TRANSFER = UUID.fromString("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a19");
    private static final ActivityId ACTIVITY = ActivityId.next();
    private static final Why.Paid RULE = new Why.Paid(RuleId.next(), 3, new BilingualText("消费得积分", "Purchase"));

    private static final Why WITH_A_REST = new Why.Earned(
            RULE,
            new BigDecimal("139.12"),
            "GBP",
            new Formula.PerAmount(1, BigDecimal.ONE),
            new BigDecimal("139.12"),
            139,
            139);

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void every_page_speaks_both_languages(String language) throws Exception {
        every_sort_of_entry();
        for (var address : PAGES) {
            assertSpeaks(language, address, body(address, language));
        }
        for (var address : PAGES_BEFORE_SIGN_IN) {
            var answer = web.get()
                    .uri(address)
                    .locale(Locale.forLanguageTag(language))
                    .exchange();
            assertSpeaks(language, address, answer.getMvcResult().getResponse().getContentAsString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void a_new_member_meets_a_friendly_page_everywhere(String language) throws Exception {
        when(members.find(MEMBER)).thenReturn(Optional.of(profile(null, MemberStatus.ACTIVE)));
        when(standings.of(MEMBER)).thenReturn(Optional.of(Standing.on(LADDER, MEMBER, 0, LADDER.lowest(), NOW)));
        when(balances.of(MEMBER)).thenReturn(new ReadBalance.Balance(Points.NONE, List.of(), Points.NONE, List.of()));
        when(catalogue.offers(MEMBER)).thenReturn(List.of());
        when(redemptions.of(eq(MEMBER), any(), anyInt())).thenReturn(new ReadRedemptions.Page(List.of(), false));
        for (var address : List.of("/", "/statement", "/rewards", "/my-rewards", "/benefits")) {
            assertThat(body(address, language)).as(address).contains("class=\"empty\"");
            assertSpeaks(language, address, body(address, language));
        }
    }

    @Test
    void every_sort_of_entry_says_why_in_both_languages() throws Exception {
        every_sort_of_entry();
        assertThat(body("/statement", "en"))
                .contains("£139.12 paid comes to 139.12, rounded down to 139 points (rule version 3)")
                .contains("Purchase for £139.12")
                .contains("comes to less than one point")
                .contains("Spent on Scented candle")
                .contains("was cancelled (damaged)")
                .contains("taken back")
                .contains("Not used by November 30, 2026");
        assertThat(body("/statement", "zh-CN"))
                .contains("实付 £139.12，折合 139.12，舍去小数得 139 积分（规则第 3 版）")
                .contains("不足 1 积分")
                .contains("退款扣回")
                .contains("积分过期");
    }

    @Test
    void the_samples_above_know_every_reason_and_every_sort_of_entry() {
        assertThat(entries().<Class<?>>map(entry -> entry.why().getClass()))
                .containsAll(List.of(Why.class.getPermittedSubclasses()));
        assertThat(entries().map(Line::kind)).contains(EntryKind.values());
    }

    @Test
    void the_first_page_says_what_expires_first_and_what_is_missing() throws Exception {
        when(catalogue.nextGoal(standing(Optional.empty()), Points.of(12_346)))
                .thenReturn(Optional.of(offer(Availability.NOT_ENOUGH_POINTS)));
        assertThat(body("/", "en"))
                .contains("12,346", "320 points expire soon", "December 31, 2026")
                .contains("8,854 growth to go", "54 points to go", "Scented candle");
    }

    @Test
    void what_expires_far_ahead_alarms_nobody() throws Exception {
        when(announceExpiry.show(MEMBER)).thenReturn(List.of());
        when(balances.of(MEMBER))
                .thenReturn(new ReadBalance.Balance(
                        Points.of(5),
                        List.of(new ReadBalance.Expiring(LocalDate.of(2028, 11, 30), Points.of(5))),
                        Points.NONE,
                        List.of()));
        assertThat(body("/", "en")).doesNotContain("expire soon");
        assertThat(body("/statement", "en")).contains("November 30, 2028");
    }

    @Test
    void what_waits_and_what_is_owed_is_told_with_its_days() throws Exception {
        when(balances.of(MEMBER))
                .thenReturn(new ReadBalance.Balance(
                        Points.NONE,
                        List.of(),
                        Points.of(17),
                        List.of(
                                new ReadBalance.Waiting(LocalDate.of(2026, 12, 3), Points.of(90)),
                                new ReadBalance.Waiting(LocalDate.of(2026, 12, 9), Points.of(8)))));
        assertThat(body("/", "en"))
                .contains("98 points on their way", "December 3, 2026", "17 points to be made up for");
        assertThat(body("/statement", "en"))
                .contains("From December 3, 2026", "From December 9, 2026", "17 points of refunded purchases");
        assertThat(body("/statement", "zh-CN")).contains("待入账", "先补足");
    }

    @Test
    void a_printed_statement_begins_and_ends_with_a_balance() throws Exception {
        when(statement.page(any(), any(), anyInt()))
                .thenReturn(new ReadStatement.Page(
                        List.of(
                                line(3, NOW, -40, 70),
                                line(2, NOW.minusSeconds(9), 100, 110),
                                line(1, Instant.parse("2024-01-01T00:00:00Z"), 10, 10)),
                        false));
        assertThat(body("/statement/print?from=2026-01-01&until=2026-12-31", "en"))
                .contains("January 1, 2026", "December 31, 2026", "100 points came in, 40 went out.")
                .containsSubsequence("Opening balance", ">10<", ">110<", ">70<", "Closing balance", ">70<");
        assertThat(body("/statement/print?from=nonsense&until=2026-13-01", "en"))
                .contains("November 22, 2026");
    }

    /** The container's error page, then, and no problem document. */
    @Test
    void an_address_that_leads_nowhere_is_a_page_as_well() {
        for (var address : List.of("/nowhere", "/css/nowhere.css")) {
            var answer = look(address, Locale.ENGLISH);
            assertThat(answer).as(address).hasStatus(404);
            assertThat(answer).bodyText().as(address).isEmpty();
        }
    }

    @Test
    void the_way_to_prove_a_statement_is_open_to_everyone() {
        var page = web.get().uri("/proof").locale(Locale.ENGLISH).exchange();
        assertThat(page).hasStatusOk();
        assertThat(page).bodyText().contains("MCowBQYDK2VwAyEA", "VerifyStatement.java");
        assertThat(web.get().uri("/proof/keys.json").exchange())
                .bodyJson()
                .extractingPath("$[0].id")
                .isEqualTo("0123456789abcdef");
        assertThat(web.get().uri("/proof/VerifyStatement.java").exchange()).hasStatusOk();
    }

    private static Line line(long sequence, Instant when, long points, long after) {
        return new Line(
                sequence,
                points < 0 ? EntryKind.SPENT : EntryKind.EARNED,
                points,
                0,
                0,
                Points.of(after),
                Points.NONE,
                null,
                new Why.EarnedNothing(List.of()),
                when,
                when,
                null,
                null,
                null);
    }

    @Test
    void the_highest_tier_has_nothing_missing() throws Exception {
        when(standings.of(MEMBER))
                .thenReturn(Optional.of(
                        Standing.on(LADDER, MEMBER, 20_000, LADDER.tiers().getLast(), NOW)));
        assertThat(body("/", "en")).contains("our highest tier").doesNotContain("growth to go");
    }

    @Test
    void a_greeting_is_shown_until_it_is_put_away() throws Exception {
        assertThat(body("/", "en")).doesNotContain("now!");
        when(announceRise.isNews(any())).thenReturn(true);
        assertThat(body("/", "en")).contains("you’re VIP now!");
        assertThat(send("/greeting/put-away")).hasRedirectedUrl("/");
        verify(announceRise).putAway(MEMBER);
    }

    @Test
    void the_last_page_of_the_statement_leads_back_only() throws Exception {
        when(statement.page(MEMBER, Optional.of(1L), 21))
                .thenReturn(new ReadStatement.Page(entries().toList(), false));
        assertThat(body("/statement?before=1", "en"))
                .contains("href=\"/statement\"")
                .doesNotContain("rel=\"next\"");
    }

    @Test
    void a_redeemed_reward_is_shown_in_every_state() throws Exception {
        for (var status : RedemptionStatus.values()) {
            when(redemptions.of(MEMBER, REDEMPTION)).thenReturn(Optional.of(redemption(status)));
            assertThat(body("/my-rewards/" + REDEMPTION, "en")).contains(text("myRewards.status.GOODS." + status));
        }
    }

    @Test
    void pictures_are_for_everyone_and_kept_for_ever() {
        when(pictures.find(new PictureId(REWARD.value())))
                .thenReturn(Optional.of(new Picture("image/jpeg", new byte[] {1, 2, 3})));
        var picture = web.get().uri("/pictures/" + REWARD).exchange();
        assertThat(picture).hasStatusOk().hasContentType("image/jpeg");
        assertThat(picture).headers().hasValue("Cache-Control", "max-age=31536000, public, immutable");
        assertThat(web.get().uri("/pictures/" + REDEMPTION).exchange()).hasStatus(404);
    }

    private void every_sort_of_entry() {
        when(statement.page(any(), any(), anyInt()))
                .thenReturn(new ReadStatement.Page(entries().toList(), false));
        var purchase = new Recorded(
                ACTIVITY,
                MEMBER,
                ActivityType.PURCHASE,
                "web-shop",
                "A1",
                NOW,
                NOW,
                "web",
                null,
                Money.of(CurrencyUnit.GBP, new BigDecimal("139.12")),
                null);
        when(activities.byId(any(), any())).thenReturn(Map.of(ACTIVITY, purchase));
    }

    private static Stream<Line> entries() {
        var candle = new BilingualText("香薰蜡烛", "Scented candle");
        var nothing = new Why.EarnedNothing(List.of(
                new Why.NotPaid(RULE, Why.Reason.ROUNDED_TO_ZERO), new Why.NotPaid(RULE, Why.Reason.CONDITION)));
        return Stream.of(
                line(EntryKind.EARNED, 139, ACTIVITY, WITH_A_REST),
                line(EntryKind.EARNED, 5, null, new Why.Earned(RULE, null, null, new Formula.Fixed(5), null, 5, 0)),
                line(EntryKind.EARNED, 0, ACTIVITY, nothing),
                line(EntryKind.EARNED, 0, null, new Why.EarnedNothing(List.of())),
                line(EntryKind.SPENT, -1_600, null, new Why.Spent(candle)),
                line(EntryKind.GIVEN_BACK, 1_600, null, new Why.GivenBack(candle, "damaged")),
                line(
                        EntryKind.TAKEN_BACK,
                        -80,
                        null,
                        new Why.TakenBack("A1", new BigDecimal("88.00"), "GBP", 88, 8, 88, 10, 5)),
                line(EntryKind.RELEASED, 30, null, new Why.Released(2)),
                line(EntryKind.GRANTED, 50, null, new Why.Granted(candle)),
                line(EntryKind.REINSTATED, 50, null, new Why.Reinstated(LocalDate.of(2026, 11, 30))),
                line(EntryKind.ADJUSTED, -50, null, new Why.Adjusted(candle, null)),
                line(EntryKind.ADJUSTED, 50, null, new Why.Adjusted(candle, "Sorry")),
                line(EntryKind.SENT, -50, null, new Why.Sent(TRANSFER, TRANSFER, Why.Party.MEMBER)),
                line(EntryKind.SENT, -50, null, new Why.SentBack(TRANSFER, ReturnedFor.TAKEN_BACK)),
                line(EntryKind.MERGED, 50, null, new Why.Merged(TRANSFER, TRANSFER, Why.Cause.MERGE)),
                line(EntryKind.RECEIVED, 50, null, new Why.Received(TRANSFER, TRANSFER, Why.Party.HOUSEHOLD)),
                line(EntryKind.EXPIRED, -3, null, new Why.Expired(LocalDate.of(2026, 11, 30))));
    }

    private static Line line(EntryKind kind, long points, @Nullable ActivityId activity, Why why) {
        var opensLot = points > 0;
        return new Line(
                1,
                kind,
                points,
                kind == EntryKind.TAKEN_BACK ? -10 : kind == EntryKind.EARNED ? 40 : 0,
                points,
                Points.of(946),
                kind == EntryKind.TAKEN_BACK ? Points.of(5) : Points.NONE,
                activity,
                why,
                NOW,
                NOW,
                opensLot ? LocalDate.of(2028, 11, 30) : null,
                opensLot ? Points.of(points) : null,
                kind == EntryKind.EARNED ? NOW : null);
    }

    private String body(String address, String language) throws UnsupportedEncodingException {
        var answer = look(address, Locale.forLanguageTag(language));
        assertThat(answer).as(address).hasStatusOk();
        return answer.getMvcResult().getResponse().getContentAsString();
    }

    private static void assertSpeaks(String language, String address, String body) {
        assertThat(body)
                .as(address)
                .contains("lang=\"" + language + "\"", "<main", "<h1", "class=\"skip-link\"")
                .doesNotContain("??")
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=");
        var ids = Pattern.compile("\\sid=\"([^\"]+)\"")
                .matcher(body)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(ids).as(address).doesNotHaveDuplicates();
    }
}
