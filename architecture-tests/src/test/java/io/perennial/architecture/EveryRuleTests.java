package io.perennial.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every rule is proved twice: the house keeps it, and it rejects its canary, a tiny offender kept in
 * {@code canary.<rule>.perennial…}. A rule that nobody can break checks nothing.
 */
class EveryRuleTests {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.perennial");

    @Test
    void the_house_is_there_to_be_checked() {
        assertThat(HOUSE.stream()
                        .map(type -> type.getPackageName().split("\\.").length > 2
                                ? type.getPackageName().split("\\.")[2]
                                : "root"))
                .contains("membership", "insights", "points", "rewards", "referrals", "recall", "web");
    }

    @TestFactory
    Stream<DynamicTest> the_house_keeps_every_rule() {
        return rules().map(
                        field -> dynamicTest(field.getName(), () -> rule(field).check(HOUSE)));
    }

    @TestFactory
    Stream<DynamicTest> every_rule_rejects_its_canary() {
        return rules().map(field -> dynamicTest(field.getName(), () -> {
            var canary = new ClassFileImporter().importPackages("canary." + field.getName());
            assertThat(canary).as("classes in canary.%s", field.getName()).isNotEmpty();
            var verdict = rule(field).allowEmptyShould(true).evaluate(canary);
            assertThat(verdict.hasViolation()).as("%s sings", field.getName()).isTrue();
        }));
    }

    /** An exemption is proved as well: what is one only by its looks is found. */
    @Test
    void a_noun_is_excused_only_where_several_modules_answer_it() {
        var canary = new ClassFileImporter().importPackages("canary.ports_in_are_verbs");
        var found = GrammarRules.ports_in_are_verbs
                .evaluate(canary)
                .getFailureReport()
                .getDetails();
        assertThat(found).hasSize(2);
        assertThat(String.join(" ", found)).contains("Wallet", "Purses").doesNotContain("Things");
    }

    private static Stream<Field> rules() {
        return Stream.of(HexagonRules.class, GrammarRules.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field ->
                        Modifier.isStatic(field.getModifiers()) && ArchRule.class.isAssignableFrom(field.getType()));
    }

    private static ArchRule rule(Field field) throws IllegalAccessException {
        // A rule about listeners holds while there is none; its canary shows that it is awake.
        return ((ArchRule) field.get(null)).allowEmptyShould(true);
    }
}
