package io.perennial.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Follows what staff send with a form: from the controller to the ports that it asks, and through each of them to the line of
 * the audit trail or of the log of look-ups. A port that changes something and leaves none is named here with the reason.
 */
final class StaffChanges {

    /** A port, or one method of it, and why it leaves no line by staff. */
    static final Map<String, String> WITHOUT_A_LINE = new TreeMap<>(Map.ofEntries(
            Map.entry("SignInStaff.signIn", "is kept among the sign-ins of staff"),
            Map.entry(
                    "KeepSecondFactor.beginApp", "keeps a secret that counts once it is confirmed, which has its line"),
            Map.entry("KeepPasskeys.begin", "asks the device and keeps nothing"),
            Map.entry("LedgerCheckRuns.begin", "looks whether the ledger holds, and changes nothing in it"),
            Map.entry("KeepFacts.changed", "has gathered anew what was told, and changes nothing that was"),
            Map.entry("KeepFacts.gather", "gathers anew what was told, and changes nothing that was"),
            Map.entry("RecommendationRuns.begin", "counts anew what was bought, as every night"),
            Map.entry("KeepStaffSignIns", "is itself the record of who came in"),
            Map.entry("CheckSecondFactor", "is kept among the sign-ins of staff; a used recovery code has its line")));

    private static final Pattern ROOT = Pattern.compile("(?:io|canary\\.\\w+)\\.perennial\\.\\w+");
    private static final Pattern OF_WEB = Pattern.compile("io\\.perennial\\.web\\.(imports|api\\.keys|jobs)");

    /** Ports that answer and change nothing: their verbs say so. */
    private static final Pattern READS = Pattern.compile("(Read|Find|Search|Recognise|Count|Assess|Simulate)[A-Z]\\w*");

    /** Methods of other ports that answer and change nothing. */
    private static final Set<String> READING_METHODS = Set.of(
            "of",
            "find",
            "all",
            "preview",
            "accounts",
            "rewards",
            "look",
            "keys",
            "begun",
            "drafts",
            "latest",
            "isSetUp",
            "isRequiredOf",
            "beginPasskey",
            "survivors");

    private static final Set<String> TRAILS = Set.of("RecordChange.record", "RecordLookUp.record");

    private StaffChanges() {}

    static ArchCondition<JavaClass> leaveALineForWhatIsSent() {
        return new ArchCondition<>("leave a line for what staff send") {
            @Override
            public void check(JavaClass controller, ConditionEvents events) {
                for (var method : controller.getMethods()) {
                    if (isSent(method)) {
                        for (var silent : silentPortsOf(method)) {
                            events.add(SimpleConditionEvent.violated(
                                    method, method.getFullName() + " changes by " + silent + ", which leaves no line"));
                        }
                    }
                }
            }
        };
    }

    static boolean isSent(JavaMethod method) {
        return method.getAnnotations().stream()
                .anyMatch(annotation ->
                        annotation.getRawType().getSimpleName().matches("(Post|Put|Delete|Patch)Mapping"));
    }

    /** The ports that a method asks, itself or by others of the web, and that neither only read nor leave a line. */
    private static Set<String> silentPortsOf(JavaMethod method) {
        return reachedFrom(List.of(method), unit -> !isPort(unit.getOwner())).stream()
                .filter(target -> isPort(target.getOwner()))
                .filter(target -> !reads(target))
                .filter(target -> !isTrail(target))
                .filter(target -> !isExcused(target))
                .filter(target -> reachedFrom(implementationsOf(target), _ -> true).stream()
                        .noneMatch(StaffChanges::isTrail))
                .map(StaffChanges::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** All code of ours that is called on the way, interfaces and what answers them included. */
    private static Set<JavaCodeUnit> reachedFrom(
            List<? extends JavaCodeUnit> beginnings, Predicate<JavaCodeUnit> goesOn) {
        var seen = new HashSet<JavaCodeUnit>(beginnings);
        var open = new ArrayDeque<JavaCodeUnit>(beginnings);
        while (!open.isEmpty()) {
            var unit = open.poll();
            if (!goesOn.test(unit)) {
                continue;
            }
            called(unit).filter(seen::add).forEach(open::add);
        }
        return seen;
    }

    private static Stream<JavaCodeUnit> called(JavaCodeUnit unit) {
        var direct = Stream.concat(
                        unit.getCallsFromSelf().stream().map(call -> call.getTarget()),
                        unit.getCodeUnitReferencesFromSelf().stream().map(call -> call.getTarget()))
                .filter(target -> target.getOwner().getPackageName().contains("perennial"))
                .flatMap(StaffChanges::declared);
        return Stream.concat(direct, unit.getOwner().isInterface() ? implementationsOf(unit).stream() : Stream.empty());
    }

    private static Stream<JavaCodeUnit> declared(CodeUnitAccessTarget target) {
        return target.resolveMember().stream().map(JavaCodeUnit.class::cast);
    }

    private static List<JavaCodeUnit> implementationsOf(JavaCodeUnit unit) {
        return Stream.concat(
                        Stream.of(unit).filter(each -> !each.getOwner().isInterface() || hasBody(each)),
                        unit.getOwner().getAllSubclasses().stream()
                                .flatMap(type -> type.getCodeUnits().stream())
                                .filter(each -> each.getName().equals(unit.getName())
                                        && each.getRawParameterTypes().size()
                                                == unit.getRawParameterTypes().size()))
                .toList();
    }

    private static boolean hasBody(JavaCodeUnit unit) {
        return !unit.getCallsFromSelf().isEmpty();
    }

    private static boolean isPort(JavaClass type) {
        return type.isInterface()
                && type.isTopLevelClass()
                && !type.reflect().isSealed()
                && (ROOT.matcher(type.getPackageName()).matches()
                        || OF_WEB.matcher(type.getPackageName()).matches());
    }

    private static boolean reads(JavaCodeUnit unit) {
        return unit.getModifiers().contains(JavaModifier.STATIC)
                || READS.matcher(unit.getOwner().getSimpleName()).matches()
                || READING_METHODS.contains(unit.getName());
    }

    private static boolean isTrail(JavaCodeUnit unit) {
        return TRAILS.contains(name(unit));
    }

    private static boolean isExcused(JavaCodeUnit unit) {
        return WITHOUT_A_LINE.containsKey(name(unit))
                || WITHOUT_A_LINE.containsKey(unit.getOwner().getSimpleName());
    }

    private static String name(JavaCodeUnit unit) {
        return unit.getOwner().getSimpleName() + "." + unit.getName();
    }
}
