package io.perennial.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityId;
import io.perennial.membership.MemberId;
import io.perennial.points.EarnPoints;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentCaptor;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.http.MediaType;

class ApiActivitiesTests extends ApiCalls {

    @Test
    void a_purchase_is_answered_with_points_growth_tier_and_reasons() {
        given(earnPoints.earn(anyList())).willReturn(List.of(booked(12, false)));

        var answer = post(PURCHASE);

        assertThat(answer).hasStatus(200).bodyJson().isLenientlyEqualTo("""
                {"source": "till-7", "reference": "A-1", "member": "0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a11",
                 "points": 12, "growth": 12, "balance": 112, "repeated": false,
                 "standing": {"growth": 112, "tier": {"code": "member", "name": "Member"},
                              "next": {"code": "vip", "name": "VIP"}, "missing": 888},
                 "reasons": [{"code": "earned", "trace": {"rule": {"version": 1, "name": "Every purchase"},
                   "amount": "12.90", "currency": "CNY", "formula": {"units": 1, "perAmount": "1.00"}, "exact": "12.9",
                   "points": 12, "growth": 12}}]}""");
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.reasons[0].sentence")
                .asString()
                .startsWith("Every purchase: 1 point for every");
        ArgumentCaptor<List<Activity>> told = ArgumentCaptor.captor();
        then(earnPoints).should().earn(told.capture());
        var activity = told.getValue().getFirst();
        assertThat(activity.member()).isEqualTo(MEMBER);
        assertThat(activity.amount()).isEqualTo(Money.parse("CNY 12.90"));
        assertThat(activity.happenedAt()).isEqualTo(Instant.parse("2026-11-22T02:15:00.123456Z"));
        assertThat(activity.channel()).isEqualTo("api");
    }

    /** The port follows merges, and says whose it became; nothing else is asked for a member named by id. */
    @Test
    void answers_for_the_member_whose_it_became() {
        given(earnPoints.earn(anyList())).willReturn(List.of(booked(12, false)));
        var merged = MemberId.next();

        var answer = post(PURCHASE.replaceFirst("\"member\": *\\{[^}]*}", "\"member\": {\"id\": \"" + merged + "\"}"));

        assertThat(answer).bodyJson().extractingPath("$.member").isEqualTo(MEMBER.toString());
        ArgumentCaptor<List<Activity>> told = ArgumentCaptor.captor();
        then(earnPoints).should().earn(told.capture());
        assertThat(told.getValue()).extracting(Activity::member).containsExactly(merged);
        then(follow).shouldHaveNoInteractions();
    }

    @Test
    void speaks_chinese_to_who_asks_for_it() {
        given(earnPoints.earn(anyList())).willReturn(List.of(booked(12, true)));
        var answer = web.post()
                .uri("/api/v1/activities")
                .header("Authorization", "Bearer " + KEY)
                .header("Accept-Language", "fr;q=0.9, zh-TW")
                .contentType(MediaType.APPLICATION_JSON)
                .content(PURCHASE)
                .exchange();
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.reasons[0].sentence")
                .asString()
                .startsWith("每笔消费：每满 ¥1.00 得 1 积分，实付 ¥12.90");
        assertThat(answer).bodyJson().extractingPath("$.standing.next.name").isEqualTo("贵宾");
        assertThat(answer).bodyJson().extractingPath("$.repeated").isEqualTo(true);
        assertThat(answer).headers().hasValue("Content-Language", "zh-CN");
    }

    @Test
    void a_batch_is_answered_line_by_line_and_a_refused_one_harms_no_other() {
        given(earnPoints.earn(anyList()))
                .willReturn(List.of(
                        booked(12, false),
                        new EarnPoints.Outcome.Conflict(ActivityId.next(), List.of("amount")),
                        booked(0, true)));
        var bad = PURCHASE.replace("12.90", "-1");
        var stranger = PURCHASE.replace("138 1234 5678", "139 1234 5678");

        var answer = post(
                "{\"activities\": [%s, %s, %s, %s, 7, %s]}".formatted(PURCHASE, bad, PURCHASE, stranger, PURCHASE));

        assertThat(answer).hasStatus(200).bodyJson().isLenientlyEqualTo("""
                {"booked": 1, "repeated": 1, "refused": 4, "results": [
                  {"index": 0, "status": 200, "activity": {"points": 12}},
                  {"index": 1, "status": 422, "problem": {"code": "invalid-fields", "errors": [{"pointer": "/activities/1/amount/value", "code": "negative"}]}},
                  {"index": 2, "status": 409, "problem": {"code": "reference-conflict", "facts": {"differsIn": ["amount"]}}},
                  {"index": 3, "status": 404, "problem": {"code": "unknown-member"}},
                  {"index": 4, "status": 422, "problem": {"code": "invalid-fields", "errors": [{"pointer": "/activities/4", "code": "wrong-type"}]}},
                  {"index": 5, "status": 200, "activity": {"repeated": true}}]}""");
    }

    static List<Arguments> refusals() {
        return List.of(
                Arguments.of(
                        new EarnPoints.Outcome.Conflict(ActivityId.next(), List.of("amount")),
                        409,
                        "reference-conflict"),
                Arguments.of(new EarnPoints.Outcome.UnknownMember(), 404, "unknown-member"),
                Arguments.of(new EarnPoints.Outcome.MemberClosed(), 409, "member-closed"),
                Arguments.of(new EarnPoints.Outcome.InTheFuture(), 422, "happened-in-future"),
                Arguments.of(new EarnPoints.Outcome.CurrencyNotConfigured("JPY"), 422, "currency-not-configured"),
                Arguments.of(new EarnPoints.Outcome.UnknownPurchase("A-0"), 422, "unknown-purchase"),
                Arguments.of(new EarnPoints.Outcome.RefundTooLarge("CNY 1.00", "CNY 0.00"), 422, "refund-too-large"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void each_refusal_of_an_activity_has_a_problem_of_its_own(EarnPoints.Outcome outcome, int status, String code) {
        given(earnPoints.earn(anyList())).willReturn(List.of(outcome));
        assertProblem(post(PURCHASE), status, code);
    }

    @Test
    void takes_a_thousand_and_not_one_more() {
        given(earnPoints.earn(anyList()))
                .willAnswer(call -> IntStream.range(
                                0, call.<List<Activity>>getArgument(0).size())
                        .mapToObj(_ -> booked(1, false))
                        .toList());
        var thousand = String.join(",", java.util.Collections.nCopies(1_000, PURCHASE));
        assertThat(post("{\"activities\": [" + thousand + "]}"))
                .bodyJson()
                .extractingPath("$.booked")
                .isEqualTo(1_000);
        assertProblem(post("{\"activities\": [" + thousand + "," + PURCHASE + "]}"), 422, "too-many-activities");
    }

    @Test
    void a_deadlock_is_tried_again_and_then_told_as_busy() {
        given(earnPoints.earn(anyList()))
                .willThrow(new CannotAcquireLockException("deadlock"))
                .willReturn(List.of(booked(12, false)));
        assertThat(post(PURCHASE)).hasStatus(200);
        given(earnPoints.earn(anyList())).willThrow(new CannotAcquireLockException("deadlock"));
        var answer = post(PURCHASE);
        assertProblem(answer, 503, "busy");
        assertThat(answer).headers().hasValue("Retry-After", "1");
    }

    @Test
    void a_database_that_takes_no_writes_is_told_as_busy() {
        var readOnly = new SQLException("running with the --read-only option", "HY000", 1290);
        given(earnPoints.earn(anyList())).willThrow(new DataAccessException("SQL [insert …]", readOnly));
        var answer = post(PURCHASE);
        assertProblem(answer, 503, "busy");
        assertThat(answer).headers().hasValue("Retry-After", "1");
    }

    @Test
    void a_fault_of_ours_shows_nothing_of_the_inside() {
        given(earnPoints.earn(anyList())).willThrow(new IllegalStateException("secret table points_entry"));
        var answer = post(PURCHASE);
        assertProblem(answer, 500, "internal-error");
        assertThat(answer).bodyText().doesNotContain("points_entry", "Exception");
    }
}
