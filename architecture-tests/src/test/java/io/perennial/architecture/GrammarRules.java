package io.perennial.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.perennial.architecture.Sentences.areAnsweredBySeveralModules;
import static io.perennial.architecture.Sentences.askTheSystemClock;
import static io.perennial.architecture.Sentences.beNamedByAVerb;
import static io.perennial.architecture.Sentences.beNullMarked;
import static io.perennial.architecture.Sentences.beRecordsThatSayWhen;
import static io.perennial.architecture.Sentences.beSealed;
import static io.perennial.architecture.Sentences.eventNames;
import static io.perennial.architecture.Sentences.portsOut;

import com.tngtech.archunit.lang.ArchRule;
import org.springframework.stereotype.Component;

/** The grammar is the architecture: the sort of word that a name is tells what the thing is and where it lives. */
final class GrammarRules {

    private GrammarRules() {}

    static final ArchRule ports_in_are_verbs = classes()
            .that(resideInAPackage("..perennial.*"))
            .and()
            .areInterfaces()
            .and()
            .areTopLevelClasses()
            .and()
            .areNotAnnotations()
            .and(Sentences.areNotSealed())
            .and(not(areAnsweredBySeveralModules()))
            .should(beNamedByAVerb())
            .because("a port in is one thing that a caller can ask");

    static final ArchRule what_every_module_answers_is_a_plural_noun = classes()
            .that(resideInAPackage("..perennial.*"))
            .and(areAnsweredBySeveralModules())
            .should()
            .haveNameMatching(".*[^s]s")
            .because(
                    "Belongings is what each module has of one kind: a root asks it of all of them instead of answering");

    static final ArchRule events_are_small_records_that_say_when = classes()
            .that(resideInAPackage("..perennial.*"))
            .and(eventNames())
            .should(beRecordsThatSayWhen())
            .because("a name in the past tense is a published event: ids, values and the instant");

    static final ArchRule use_cases_are_gerunds = classes()
            .that(resideInAPackage("..perennial.*.application.."))
            .and()
            .implement(resideInAPackage("..perennial.*"))
            .should()
            .haveNameMatching(".*\\.[A-Z][a-z]+ing[A-Za-z]*")
            .because("EarningPoints answers EarnPoints: whoever knows the port finds the use case");

    static final ArchRule ports_out_are_plural_nouns = classes()
            .that(portsOut())
            .should()
            .haveNameMatching(".*s")
            .because("a port out is the collection that the domain wishes for");

    static final ArchRule jooq_adapters_say_so = classes()
            .that(resideInAPackage("..perennial.*.adapter.jooq"))
            .and()
            .areMetaAnnotatedWith(Component.class)
            .should()
            .haveSimpleNameStartingWith("Jooq")
            .because("an adapter is named by its technology");

    static final ArchRule listeners_name_their_consequence = classes()
            .that(resideInAPackage("..perennial.*.adapter.listener"))
            .and()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveNameMatching(".*\\.[A-Z][A-Za-z]*On[A-Z][A-Za-z]*")
            .because("CountOnActivitiesRecorded says what follows from what");

    static final ArchRule names_mean_something = noClasses()
            .should()
            .haveNameMatching(
                    ".*\\.(Abstract|Base|Common)[A-Z][A-Za-z]*|.*(Service|Impl|Manager|Helper|Helpers|Util|Utils|Dto|DTO|Processor|Data|Info)")
            .because("such a name says that a thing exists, not what it does");

    static final ArchRule outcomes_are_sealed = classes()
            .that()
            .haveSimpleName("Outcome")
            .should(beSealed())
            .because("the compiler then makes every caller answer every refusal");

    static final ArchRule time_comes_from_the_clock = noClasses()
            .that()
            .resideOutsideOfPackage("..perennial.web.configuration..")
            .should(askTheSystemClock())
            .because("only an injected Clock can be turned by a test");

    static final ArchRule packages_are_null_marked = classes()
            .that()
            .resideOutsideOfPackage("..generated..")
            .and()
            .haveSimpleNameNotEndingWith("package-info")
            .and()
            .doNotHaveSimpleName("Perennial")
            .should(beNullMarked())
            .because("null is nowhere unless a type says so");

    static final ArchRule nobody_prints_to_the_console = noClasses()
            .that()
            .resideOutsideOfPackage("..perennial.web.commands..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("what happens belongs in the log, where an operator looks");
}
