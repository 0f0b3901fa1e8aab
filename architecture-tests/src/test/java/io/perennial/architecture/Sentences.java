package io.perennial.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.events.ApplicationModuleListener;

/** The words that the rules are written in, where ArchUnit has none. */
final class Sentences {

    /** From the ground up; a floor may use those before it. */
    static final List<String> FLOORS = List.of(
            "membership", "insights", "points", "rewards", "referrals", "community", "messaging", "recall", "web");

    /** A new port whose verb is missing here adds it: the list is the vocabulary of what Perennial can be asked. */
    private static final Set<String> VERBS = Set.of(
            "Appoint",
            "Assess",
            "Assign",
            "Adjust",
            "Announce",
            "Change",
            "Check",
            "Count",
            "Earn",
            "Edit",
            "Enrol",
            "Expire",
            "Extend",
            "Find",
            "Follow",
            "Forget",
            "Freeze",
            "Grant",
            "Grow",
            "Hold",
            "Invite",
            "Keep",
            "Make",
            "Merge",
            "Prolong",
            "Pick",
            "Pilot",
            "Publish",
            "Read",
            "Recognise",
            "Record",
            "Redeem",
            "Redraw",
            "Reinstate",
            "Release",
            "Reset",
            "Return",
            "Run",
            "Seal",
            "Search",
            "Send",
            "Settle",
            "Sign",
            "Simulate",
            "Spend",
            "Tag",
            "Update",
            "Close",
            "Erase",
            "Export",
            "Prepare",
            "Use",
            "Write",
            "Verify");

    private static final Pattern EVENT = Pattern.compile("[A-Z][A-Za-z]*(ed|Spent|Over|Back|Withdrawn)");
    private static final Pattern MODULE = Pattern.compile("(?:.*\\.)?perennial\\.([a-z]+)(?:\\..*)?");
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private Sentences() {}

    static ArchCondition<JavaClass> dependOnlyOnFloorsBelow() {
        return condition("depend only on floors below", (type, events) -> {
            var floor = floorOf(type);
            type.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> floorOf(dependency.getTargetClass()) > floor)
                    .forEach(
                            dependency -> events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
            return floor >= 0 ? null : "is on no floor of the house";
        });
    }

    private static int floorOf(JavaClass type) {
        var matcher = MODULE.matcher(type.getPackageName());
        return matcher.matches() ? FLOORS.indexOf(matcher.group(1)) : -1;
    }

    static DescribedPredicate<JavaClass> areAnyOf(Class<?>... types) {
        var names = Arrays.stream(types).map(Class::getName).collect(Collectors.toSet());
        return DescribedPredicate.describe("any of " + names, type -> names.contains(type.getName()));
    }

    static DescribedPredicate<JavaClass> areNotSealed() {
        return DescribedPredicate.describe(
                "are not sealed", type -> !type.reflect().isSealed());
    }

    /** Interfaces of the domain that someone else implements; sealed ones are values. */
    static DescribedPredicate<JavaClass> portsOut() {
        return DescribedPredicate.describe(
                "are ports out",
                type -> type.isInterface()
                        && type.isTopLevelClass()
                        && !type.isAnnotation()
                        && !type.getSimpleName().equals("package-info")
                        && MODULE.matcher(type.getPackageName()).matches()
                        && type.getPackageName().endsWith(".domain")
                        && !type.reflect().isSealed());
    }

    /** An interface that two modules or more implement: an SPI. */
    static DescribedPredicate<JavaClass> areAnsweredBySeveralModules() {
        return DescribedPredicate.describe("are answered by several modules", type -> {
            var answers = type.isInterface() ? type.getAllSubclasses() : Set.<JavaClass>of();
            return answers.stream()
                            .map(answer -> MODULE.matcher(answer.getPackageName()))
                            .filter(Matcher::matches)
                            .map(module -> module.group(1))
                            .distinct()
                            .count()
                    > 1;
        });
    }

    static ArchCondition<JavaClass> beNamedByAVerb() {
        return condition("be named by a verb", (type, events) -> {
            var first = CAMEL.split(type.getSimpleName())[0];
            return VERBS.contains(first) || type.getSimpleName().equals("package-info")
                    ? null
                    : "begins with '" + first + "', which is not among the verbs";
        });
    }

    static DescribedPredicate<JavaClass> eventNames() {
        return DescribedPredicate.describe(
                "are named in the past tense",
                type -> type.isTopLevelClass()
                        && EVENT.matcher(type.getSimpleName()).matches());
    }

    static ArchCondition<JavaClass> beRecordsThatSayWhen() {
        return condition("be records with the instant 'at'", (type, events) -> {
            var says = type.isRecord()
                    && type.tryGetField("at")
                            .map(field -> field.getRawType().isEquivalentTo(Instant.class))
                            .orElse(false);
            return says ? null : "is no record with a component 'Instant at'";
        });
    }

    static ArchCondition<JavaClass> beSealed() {
        return condition("be sealed", (type, events) -> type.reflect().isSealed() ? null : "is not sealed");
    }

    static ArchCondition<JavaClass> beNullMarked() {
        return condition(
                "be in a package that is null-marked",
                (type, events) -> type.getPackage().isAnnotatedWith(NullMarked.class)
                        ? null
                        : "is in a package without @NullMarked");
    }

    static ArchCondition<JavaMethod> nameItsListener() {
        return new ArchCondition<>("name its listener by an id") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                if (method.getAnnotationOfType(ApplicationModuleListener.class)
                        .id()
                        .isBlank()) {
                    events.add(SimpleConditionEvent.violated(method, method.getDescription() + " has no id"));
                }
            }
        };
    }

    /** now() without a clock, in any of its shapes. */
    static ArchCondition<JavaClass> askTheSystemClock() {
        Predicate<com.tngtech.archunit.core.domain.JavaMethodCall> asks = call -> {
            var owner = call.getTargetOwner();
            var name = call.getTarget().getName();
            var clockGiven =
                    call.getTarget().getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
            return (owner.getPackageName().startsWith("java.time") && name.equals("now") && !clockGiven)
                    || (owner.isEquivalentTo(Clock.class) && name.startsWith("system"))
                    || (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"));
        };
        return new ArchCondition<>("ask the system clock") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getMethodCallsFromSelf().stream()
                        .filter(asks)
                        .forEach(call -> events.add(SimpleConditionEvent.satisfied(type, call.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> condition(
            String description,
            BiFunction<JavaClass, ConditionEvents, @org.jspecify.annotations.Nullable String> fault) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var found = fault.apply(type, events);
                if (found != null) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " " + found));
                }
            }
        };
    }
}
