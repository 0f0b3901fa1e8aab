package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Condition;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.validation.FieldError;
import org.springframework.validation.MapBindingResult;

/** The editor of conditions by itself, whatever form it is a part of. */
class ConditionFormTests {

    @Test
    void every_tree_comes_back_from_its_lines() {
        var leaves = List.<Condition>of(
                new Condition.AmountBetween(new BigDecimal("10"), new BigDecimal("99.5")),
                new Condition.CurrencyIn(new TreeSet<>(List.of("GBP", "EUR"))),
                new Condition.ArticleIn(new TreeSet<>(List.of("A1", "B2"))),
                new Condition.CategoryIn(new TreeSet<>(List.of("pots"))),
                new Condition.ItemNamed(new TreeSet<>(List.of("mug"))),
                new Condition.StoreIn(new TreeSet<>(List.of("S 1"))),
                new Condition.ChannelIn(new TreeSet<>(List.of("web"))),
                new Condition.TierIn(new TreeSet<>(List.of("vip"))),
                new Condition.WeekdayIn(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)),
                new Condition.DayOfMonthIn(new TreeSet<>(List.of(8, 31))),
                new Condition.TimeBetween(LocalTime.of(22, 0), LocalTime.of(6, 30)),
                new Condition.FirstPurchase(),
                new Condition.BirthdayMonth(),
                new Condition.InShare("t1", 105));
        var tree = new Condition.All(List.of(
                new Condition.Any(leaves),
                new Condition.Not(leaves.getFirst()),
                new Condition.Not(new Condition.Any(List.of(
                        leaves.get(1), new Condition.Not(new Condition.All(List.of(leaves.get(2), leaves.get(3)))))))));
        var errors = errors();
        var lines = ConditionForm.of(tree).lines();
        assertThat(new ConditionForm(lines).read("when", ConditionOffer.ACTIVITIES, errors))
                .isEqualTo(tree);
        assertThat(errors.getAllErrors()).isEmpty();
    }

    @Test
    void a_single_condition_stands_in_a_group_that_more_can_be_added_to() {
        assertThat(ConditionForm.of(new Condition.FirstPurchase()).lines())
                .extracting(ConditionLine::kind)
                .containsExactly("group", "first-purchase");
        assertThat(ConditionForm.of(Condition.none()).isEmpty()).isTrue();
    }

    @Test
    void a_group_is_removed_with_all_that_belongs_to_it() {
        var form = ConditionForm.empty().adding("0:group").adding("1:tier").adding("0:store");
        assertThat(form.lines()).extracting(ConditionLine::kind).containsExactly("group", "group", "tier", "store");
        assertThat(form.removing("1").lines()).extracting(ConditionLine::kind).containsExactly("group", "store");
        assertThat(form.removing("0")).as("the outermost stays").isEqualTo(form);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "7:tier", "-1:tier", "x:tier", "1:tier"})
    void a_button_that_fits_no_group_changes_nothing(String pressed) {
        var form = ConditionForm.empty().adding("0:store");
        assertThat(form.adding(pressed)).isEqualTo(form);
    }

    @Test
    void groups_are_no_deeper_than_a_person_can_read() {
        var form = ConditionForm.empty();
        for (var depth = 0; depth < 9; depth++) {
            form = form.adding(depth + ":group");
        }
        assertThat(form.lines()).hasSize(ConditionForm.DEEPEST);
    }

    @Test
    void lines_that_nobody_could_have_typed_are_put_right() {
        var form = new ConditionForm(List.of(
                ConditionLine.of("store", 7, false).saying("S1"),
                ConditionLine.of("weekday", 3, false).choosing(List.of("MONDAY"))));
        assertThat(form.lines()).extracting(ConditionLine::level).containsExactly(0, 1);
        assertThat(form.lines().getFirst().isGroup()).isTrue();
    }

    @Test
    void what_the_form_does_not_offer_is_refused() {
        var errors = errors();
        var form = new ConditionForm(List.of(ConditionLine.group(0, "all"), ConditionLine.of("moon", 1, false)));
        assertThat(form.read("when", ConditionOffer.ACTIVITIES, errors)).isEqualTo(Condition.none());
        assertThat(errors.getGlobalErrors()).extracting("code").containsExactly("admin.form.stale");
    }

    @Test
    void more_than_anyone_could_read_is_refused() {
        var lines = new ArrayList<>(List.of(ConditionLine.group(0, "all")));
        lines.addAll(Collections.nCopies(51, ConditionLine.of("first-purchase", 1, false)));
        var errors = errors();
        new ConditionForm(lines).read("when", ConditionOffer.ACTIVITIES, errors);
        assertThat(errors.getGlobalErrors()).extracting("code").containsExactly("admin.condition.too-much");
    }

    @Test
    void errors_name_the_field_within_the_whole_form() {
        var errors = errors();
        ConditionForm.empty().adding("0:store").read("steps[2].when", ConditionOffer.ACTIVITIES, errors);
        assertThat(errors.getFieldErrors())
                .extracting(FieldError::getField)
                .containsExactly("steps[2].when.lines[1].text");
    }

    @Test
    void a_sketch_needs_every_field() {
        var form = ConditionForm.empty().adding("0:first-purchase");
        assertThat(form.sketch(ConditionOffer.ACTIVITIES))
                .contains(new Condition.All(List.of(new Condition.FirstPurchase())));
        assertThat(form.adding("0:store").sketch(ConditionOffer.ACTIVITIES)).isEmpty();
    }

    private static MapBindingResult errors() {
        return new MapBindingResult(Map.of(), "form");
    }
}
