package io.perennial.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.StaffId;
import io.perennial.points.KeepDraft.Sketch;
import io.perennial.testing.Together;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Rules that are being written, on the real database. */
@PointsTest
class DraftsTests {

    private static final StaffId STAFF = StaffId.next();

    @Autowired
    private KeepDraft keepDraft;

    @Autowired
    private ReadDrafts readDrafts;

    @Autowired
    private ReadRules readRules;

    @Autowired
    private ReadAuditTrail readAuditTrail;

    @Test
    void a_draft_comes_back_as_it_was_kept_and_is_no_rule() {
        var rule = campaign("Mugs");
        assertThat(keepDraft.keep(sketch(rule), 0, STAFF)).isEqualTo(new KeepDraft.Outcome.Kept(1));
        assertThat(readDrafts.draft(rule.id())).hasValueSatisfying(draft -> {
            assertThat(draft.rule()).contains(rule);
            assertThat(draft.sketch()).isEqualTo(sketch(rule));
            assertThat(draft.edition()).isEqualTo(1);
            assertThat(draft.savedBy()).isEqualTo(STAFF);
        });
        assertThat(readDrafts.drafts()).extracting(ReadDrafts.Draft::rule).contains(Optional.of(rule));
        assertThat(readRules.find(rule.id())).isEmpty();
        assertThat(audited(rule)).containsExactly("rule.draft-kept");
    }

    @Test
    void what_is_not_complete_yet_is_kept_as_it_was_typed() {
        var id = RuleId.next();
        var endless = "长".repeat(100);
        var begun = new Sketch(id, 1, EarnRule.Role.BONUS, "", endless, "{\"what\":\"…\"}", Optional.empty());
        assertThat(keepDraft.keep(begun, 0, STAFF)).isEqualTo(new KeepDraft.Outcome.Kept(1));

        assertThat(readDrafts.draft(id)).hasValueSatisfying(draft -> {
            assertThat(draft.rule()).isEmpty();
            assertThat(draft.sketch()).isEqualTo(begun);
            assertThat(draft.sketch().nameEn()).isEqualTo("长".repeat(80));
        });
        var complete = campaign(id, "Mugs");
        assertThat(keepDraft.keep(sketch(complete), 1, STAFF)).isEqualTo(new KeepDraft.Outcome.Kept(2));
        assertThat(readDrafts.draft(id).flatMap(ReadDrafts.Draft::rule)).contains(complete);
        assertThat(keepDraft.keep(begun, 2, STAFF)).isEqualTo(new KeepDraft.Outcome.Kept(3));
        assertThat(readDrafts.draft(id).flatMap(ReadDrafts.Draft::rule)).isEmpty();
    }

    @Test
    void an_older_edition_never_overwrites_a_newer_one() {
        var first = campaign("First");
        keepDraft.keep(sketch(first), 0, STAFF);
        var second = campaign(first.id(), "Second");
        assertThat(keepDraft.keep(sketch(second), 1, STAFF)).isEqualTo(new KeepDraft.Outcome.Kept(2));
        assertThat(keepDraft.keep(sketch(first), 1, STAFF)).isEqualTo(new KeepDraft.Outcome.ChangedMeanwhile());
        assertThat(keepDraft.keep(sketch(first), 0, STAFF)).isEqualTo(new KeepDraft.Outcome.ChangedMeanwhile());
        assertThat(readDrafts.draft(first.id()).flatMap(ReadDrafts.Draft::rule)).contains(second);
    }

    @Test
    void a_draft_that_was_thrown_away_is_not_kept_again_by_mistake() {
        var rule = campaign("Gone");
        keepDraft.keep(sketch(rule), 0, STAFF);
        keepDraft.discard(rule.id(), STAFF);
        keepDraft.discard(rule.id(), STAFF);
        assertThat(readDrafts.draft(rule.id())).isEqualTo(Optional.empty());
        assertThat(keepDraft.keep(sketch(rule), 1, STAFF)).isEqualTo(new KeepDraft.Outcome.ChangedMeanwhile());
        assertThat(audited(rule)).containsExactly("rule.draft-discarded", "rule.draft-kept");
    }

    @Test
    void of_many_who_keep_the_first_draft_at_once_one_does() throws Exception {
        var rule = campaign("All at once");
        var outcomes = Together.run(12, () -> keepDraft.keep(sketch(rule), 0, STAFF));
        assertThat(outcomes)
                .filteredOn(KeepDraft.Outcome.Kept.class::isInstance)
                .hasSize(1);
        assertThat(readDrafts.draft(rule.id())).map(ReadDrafts.Draft::edition).contains(1);
    }

    private List<String> audited(EarnRule rule) {
        return readAuditTrail
                .find(new ReadAuditTrail.Query(
                        Optional.of("rule"), Optional.of(rule.id().toString()), Optional.empty(), Optional.empty(), 10))
                .lines()
                .stream()
                .map(ReadAuditTrail.Line::action)
                .toList();
    }

    private static Sketch sketch(EarnRule rule) {
        return new Sketch(
                rule.id(),
                rule.version(),
                rule.role(),
                rule.name().zh(),
                rule.name().en(),
                "{\"name\":\"" + rule.name().en() + "\"}",
                Optional.of(rule));
    }

    private static EarnRule campaign(String name) {
        return campaign(RuleId.next(), name);
    }

    private static EarnRule campaign(RuleId id, String name) {
        return new EarnRule(
                id,
                1,
                new BilingualText("活动", name),
                EarnRule.Role.BONUS,
                ActivityType.PURCHASE,
                new Condition.All(List.of(
                        new Condition.TierIn(new TreeSet<>(List.of("vip"))),
                        new Condition.Not(new Condition.ItemNamed(new TreeSet<>(List.of("gift card")))))),
                new Formula.Multiplied(new BigDecimal("1.5"), Formula.Rounding.HALF_UP),
                new Formula.Nothing(),
                List.of(new Cap(Cap.Window.DAY, Cap.Measure.POINTS, 500)),
                100_000L,
                Stacking.EXCLUSIVE,
                7,
                new BilingualText("快来", "Come"),
                Instant.parse("2027-01-01T00:00:00Z"),
                Instant.parse("2027-02-01T00:00:00Z"));
    }
}
