package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Condition;
import io.perennial.insights.Segment;
import io.perennial.membership.Benefit;
import io.perennial.membership.BilingualText;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.Identifier;
import io.perennial.membership.KeepSecondFactor;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.ProfileUpdated;
import io.perennial.membership.StaffRole;
import io.perennial.points.Badge;
import io.perennial.points.EarnRule;
import io.perennial.points.Mission;
import io.perennial.points.PointsPolicy;
import io.perennial.points.StreakPlan;
import io.perennial.rewards.EditCatalogue;
import io.perennial.rewards.RedemptionStatus;
import io.perennial.rewards.RewardKind;
import io.perennial.web.api.keys.Scope;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing that is recorded is shown as code: actions, fields and values have words. */
class AuditWordsTests {

    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ACTION = Pattern.compile(Arrays.stream(AuditSubject.values())
            .map(AuditSubject::kind)
            .collect(Collectors.joining("|", "\"((?:points|", ")\\.[a-z]+(?:-[a-z]+)*)\"")));

    /** What becomes JSON of the audit trail and is public; what is private beside its use case is named below. */
    private static final List<Class<?>> RECORDED = List.of(
            EarnRule.class,
            Mission.class,
            Badge.class,
            PointsPolicy.class,
            StreakPlan.class,
            Ladder.class,
            Benefit.class,
            Segment.class,
            BilingualText.class,
            KeepSecondFactor.State.class);

    private static final List<String> RECORDED_INSIDE = List.of(
            "io.perennial.membership.application.HoldingTiers$Held",
            "io.perennial.membership.application.TaggingMembers$Tagged",
            "io.perennial.membership.application.UpdatingProfile$Corrected",
            "io.perennial.membership.application.PublishingWording$Wording",
            "io.perennial.membership.application.UsingBenefits$Used",
            "io.perennial.membership.application.EditingBenefits$Codes",
            "io.perennial.membership.application.AssigningIdentifiers$Shown",
            "io.perennial.membership.application.ChangingMemberStatus$After",
            "io.perennial.membership.application.AppointingStaff$State",
            "io.perennial.membership.application.ErasingMember$Reason",
            "io.perennial.membership.application.RecordingConsent$Written",
            "io.perennial.membership.application.GrantingBenefits$Given",
            "io.perennial.membership.application.GrantingBenefits$Revoked",
            "io.perennial.points.application.AdjustingByFile$Audited",
            "io.perennial.points.application.ExtendingPoints$Life",
            "io.perennial.points.application.AdjustingPoints$Audited",
            "io.perennial.points.application.EditingAdjustmentReasons$Audited",
            "io.perennial.points.application.ReinstatingPoints$Reinstated");

    private static final List<Class<? extends Enum<?>>> VALUES = List.of(
            MemberStatus.class,
            RedemptionStatus.class,
            RewardKind.class,
            EditCatalogue.Status.class,
            ConsentPurpose.class,
            ConsentChannel.class,
            Identifier.Kind.class,
            ProfileUpdated.Part.class,
            StaffRole.class,
            Scope.class);

    /** Ids, and what is never among what is recorded. */
    private static final Set<String> WITHOUT_WORDS = Set.of("id");

    @Test
    void every_action_that_is_recorded_is_offered_to_search_and_has_a_name() {
        var recorded = new TreeSet<String>();
        for (var source : sources()) {
            if (source.contains("RecordChange") && source.contains("Change(")) {
                ACTION.matcher(source).results().map(found -> found.group(1)).forEach(recorded::add);
            }
        }
        var offered = Arrays.stream(AuditSubject.values())
                .flatMap(subject -> subject.actions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(recorded).hasSizeGreaterThan(60);
        assertThat(offered).containsAll(recorded);
        var texts = texts();
        assertThat(offered).allSatisfy(action -> assertThat(texts).containsKey("admin.audit.action." + action));
        assertThat(AuditSubject.values())
                .allSatisfy(subject -> assertThat(texts).containsKey("admin.audit.kind." + subject.kind()));
    }

    @Test
    void every_field_and_every_value_that_is_recorded_has_words() throws ClassNotFoundException {
        var texts = texts();
        var silent = new TreeSet<String>();
        var open = new ArrayDeque<Class<?>>(RECORDED);
        for (var name : RECORDED_INSIDE) {
            open.add(Class.forName(name));
        }
        open.addAll(VALUES);
        var seen = new HashSet<Class<?>>();
        while (!open.isEmpty()) {
            var type = open.poll();
            if (!seen.add(type) || Condition.class.isAssignableFrom(type)) {
                continue; // a condition is said in a sentence
            }
            if (type.isEnum()) {
                for (var constant : type.getEnumConstants()) {
                    if (!texts.containsKey("audit.value." + ((Enum<?>) constant).name())) {
                        silent.add("value " + constant);
                    }
                }
            } else if (type.isSealed()) {
                open.addAll(List.of(type.getPermittedSubclasses()));
            } else if (type.isRecord()) {
                for (var part : type.getRecordComponents()) {
                    if (!WITHOUT_WORDS.contains(part.getName())
                            && !texts.containsKey("audit.field." + part.getName())) {
                        silent.add("field " + type.getSimpleName() + "." + part.getName());
                    }
                    types(part.getGenericType())
                            .filter(each -> each.getName().startsWith("io.perennial"))
                            .filter(each -> !each.isRecord() || each.getRecordComponents().length != 1)
                            .forEach(open::add);
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(40);
        assertThat(silent).isEmpty();
    }

    private static Stream<Class<?>> types(Type type) {
        return switch (type) {
            case Class<?> plain -> Stream.of(plain);
            case ParameterizedType several ->
                Stream.concat(
                        types(several.getRawType()),
                        Arrays.stream(several.getActualTypeArguments()).flatMap(AuditWordsTests::types));
            default -> Stream.empty();
        };
    }

    private static List<String> sources() {
        try (var files = Files.walk(TOP)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/java/"))
                    .map(AuditWordsTests::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties texts() {
        var all = new Properties();
        try (var folders = Files.list(Path.of("src/main/resources/texts"))) {
            for (var folder : folders.toList()) {
                try (var reader = new InputStreamReader(
                        Objects.requireNonNull(Files.newInputStream(folder.resolve("messages.properties"))),
                        StandardCharsets.UTF_8)) {
                    all.load(reader);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
