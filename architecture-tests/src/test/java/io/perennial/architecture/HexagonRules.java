package io.perennial.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.perennial.architecture.Sentences.areAnyOf;
import static io.perennial.architecture.Sentences.dependOnlyOnFloorsBelow;
import static io.perennial.architecture.Sentences.nameItsListener;

import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.DriverManager;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;

/** What may know what: the floors of the house, and the hexagon within each. */
final class HexagonRules {

    private HexagonRules() {}

    static final ArchRule floors_depend_downward_only = classes()
            .that(resideInAPackage("..perennial.*.."))
            .should(dependOnlyOnFloorsBelow())
            .because("a reader who knows a floor need not know what stands on it");

    static final ArchRule the_domain_knows_only_java_and_published_types = classes()
            .that(resideInAPackage("..perennial.*.domain.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "org.joda.money..",
                    "org.jspecify..",
                    "com.fasterxml.uuid..",
                    "..perennial.*",
                    "..perennial.*.domain.."))
            .because("a business rule must be readable and testable without any technology");

    static final ArchRule module_roots_know_no_inside = noClasses()
            .that(resideInAPackage("..perennial.*"))
            .and()
            .doNotHaveSimpleName("Perennial")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "..perennial.*.domain..", "..perennial.*.application..", "..perennial.*.adapter.."))
            .because("a module's promises must not mention how they are kept");

    static final ArchRule use_cases_do_not_know_adapters = noClasses()
            .that(resideInAPackage("..perennial.*.application.."))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("..perennial.*.adapter..", "org.jooq..", "java.sql..", "javax.sql.."))
            .because("a use case asks ports out, so that it can be tested on a fake and outlive the technology");

    static final ArchRule use_cases_are_package_private = classes()
            .that(resideInAPackage("..perennial.*.application.."))
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic()
            .because("the port is the only way in");

    static final ArchRule adapters_are_package_private = classes()
            .that(resideInAPackage("..perennial.*.adapter.."))
            .and()
            .resideOutsideOfPackage("..generated..")
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic()
            .because("nobody may lean on a technology except through its port");

    static final ArchRule jooq_stays_in_its_adapter = noClasses()
            .that()
            .resideOutsideOfPackages("..perennial.*.adapter.jooq..", "..perennial.web.configuration..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.jooq.."))
            .because("SQL has one place per module, and a table one module");

    static final ArchRule generated_tables_stay_in_their_module = noClasses()
            .that()
            .resideOutsideOfPackage("..perennial.*.adapter.jooq..")
            .should()
            .dependOnClassesThat(resideInAPackage("..adapter.jooq.generated.."))
            .because("a generated record is a row, not a value to hand around");

    static final ArchRule controllers_hold_only_ports = noClasses()
            .that()
            .areMetaAnnotatedWith(Controller.class)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "..perennial.*.application..",
                            "..perennial.*.adapter..",
                            "org.jooq..",
                            "org.springframework.jdbc..")
                    .or(areAnyOf(DataSource.class, DriverManager.class)))
            .because("a rule that lives in one controller is missing in the next");

    static final ArchRule what_staff_send_leaves_a_line = classes()
            .that()
            .areMetaAnnotatedWith(Controller.class)
            .and()
            .resideInAPackage("..perennial.web.admin")
            .should(StaffChanges.leaveALineForWhatIsSent())
            .because("a change by staff without its line in the audit trail cannot be explained afterwards");

    static final ArchRule listeners_have_a_stable_id = methods()
            .that(CanBeAnnotated.Predicates.annotatedWith(ApplicationModuleListener.class))
            .should(nameItsListener())
            .because("the registry knows a listener by its id; a renamed method without one orphans its events");

    static final ArchRule components_take_what_they_need_by_constructor = fields().should()
            .notBeAnnotatedWith(Autowired.class)
            .because("what a class needs is to be read from its constructor");

    static final ArchRule module_roots_hold_no_components = noClasses()
            .that(resideInAPackage("..perennial.*"))
            .should()
            .beMetaAnnotatedWith(Component.class)
            .orShould()
            .dependOnClassesThat(
                    resideInAnyPackage("org.springframework.stereotype..", "org.springframework.transaction.."))
            .because("a root package is a table of contents, not the work");
}
