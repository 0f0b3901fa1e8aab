package io.perennial.web.admin;

import io.perennial.insights.ActivityType;
import io.perennial.membership.BilingualText;
import io.perennial.points.Cap;
import io.perennial.points.EarnRule;
import io.perennial.points.EarnRule.Role;
import io.perennial.points.Stacking;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** The small parts of a rule's form, as typed. Each reads itself; the errors' path stands at the part. */
final class RuleParts {

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_STORY = 500;
    private static final int MOST_CAPS = 11;

    private RuleParts() {}

    /** What kind of rule it is, of what. */
    record What(String role, String nameZh, String nameEn, String activityType) {

        What(@Nullable String role, @Nullable String nameZh, @Nullable String nameEn, @Nullable String activityType) {
            this.role = Typed.text(role).isEmpty() ? Role.BASE.name() : Typed.text(role);
            this.nameZh = Typed.text(nameZh);
            this.nameEn = Typed.text(nameEn);
            this.activityType = Typed.text(activityType);
        }

        static What of(EarnRule rule) {
            return new What(
                    rule.role().name(),
                    rule.name().zh(),
                    rule.name().en(),
                    rule.activityType().code());
        }

        What named(String zh, String en) {
            return new What(role, zh, en, activityType);
        }

        boolean isCampaign() {
            return role.equals(Role.BONUS.name());
        }

        BilingualText name() {
            return new BilingualText(nameZh, nameEn);
        }

        Optional<ActivityType> read(BindingResult errors) {
            readName(nameZh, "nameZh", errors);
            readName(nameEn, "nameEn", errors);
            if (activityType.equals(ActivityType.REFUND.code())) {
                errors.rejectValue("activityType", "admin.rules.form.type.refund");
                return Optional.empty();
            }
            try {
                return Optional.of(new ActivityType(activityType));
            } catch (IllegalArgumentException _) {
                errors.rejectValue("activityType", "admin.rules.form.type.unreadable");
                return Optional.empty();
            }
        }

        private static void readName(String name, String field, BindingResult errors) {
            if (name.isEmpty()) {
                errors.rejectValue(field, "admin.form.name.missing");
            } else if (name.length() > LONGEST_NAME) {
                errors.rejectValue(field, "admin.form.too-long", new Object[] {LONGEST_NAME}, null);
            }
        }
    }

    /** The most that it pays: each member, and all together. */
    record AtMost(List<CapForm> caps, String budget) {

        AtMost(@Nullable List<CapForm> caps, @Nullable String budget) {
            this.caps =
                    caps == null ? List.of() : caps.stream().limit(MOST_CAPS).toList();
            this.budget = Typed.text(budget);
        }

        static AtMost of(EarnRule rule) {
            return new AtMost(
                    rule.caps().stream().map(CapForm::of).toList(),
                    rule.budget() == null ? "" : Long.toString(rule.budget()));
        }

        AtMost adding() {
            if (caps.size() >= MOST_CAPS) {
                return this;
            }
            var more = new ArrayList<>(caps);
            more.add(CapForm.empty());
            return new AtMost(more, budget);
        }

        AtMost removing(String which) {
            var fewer = new ArrayList<>(caps);
            Typed.whole(which, 0, caps.size() - 1L).ifPresent(at -> fewer.remove(Math.toIntExact(at)));
            return new AtMost(fewer, budget);
        }

        List<Cap> caps(BindingResult errors) {
            return CapForm.read(caps, errors);
        }

        Optional<Long> budget(BindingResult errors) {
            if (budget.isEmpty()) {
                return Optional.empty();
            }
            var read = Typed.whole(budget, 1, EarnRule.LARGEST_BUDGET);
            if (read.isEmpty()) {
                errors.rejectValue("budget", "admin.form.whole", new Object[] {1, EarnRule.LARGEST_BUDGET}, null);
                return Optional.empty();
            }
            return Optional.of(read.getAsLong());
        }
    }

    /** How it stands beside other campaigns. */
    record Beside(String stacking, String priority) {

        Beside(@Nullable String stacking, @Nullable String priority) {
            this.stacking = Typed.text(stacking).isEmpty() ? Stacking.ADD_UP.name() : Typed.text(stacking);
            this.priority = Typed.text(priority);
        }

        static Beside of(EarnRule rule) {
            return new Beside(rule.stacking().name(), rule.priority() == 0 ? "" : Integer.toString(rule.priority()));
        }

        Beside stacked(Stacking how) {
            return new Beside(how.name(), priority);
        }

        Stacking mode() {
            return Arrays.stream(Stacking.values())
                    .filter(each -> each.name().equals(stacking))
                    .findFirst()
                    .orElse(Stacking.ADD_UP);
        }

        int priority(BindingResult errors) {
            if (priority.isEmpty()) {
                return 0;
            }
            var read = Typed.whole(priority, 0, EarnRule.HIGHEST_PRIORITY);
            if (read.isEmpty()) {
                errors.rejectValue("priority", "admin.form.whole", new Object[] {0, EarnRule.HIGHEST_PRIORITY}, null);
            }
            return (int) read.orElse(0);
        }
    }

    /** @param from empty for at once */
    record Span(String from, String until) {

        Span(@Nullable String from, @Nullable String until) {
            this.from = Typed.text(from);
            this.until = Typed.text(until);
        }

        static Span of(EarnRule rule, Instant now, ZoneId zone) {
            return new Span(
                    rule.effectiveFrom().isAfter(now) ? Typed.moment(rule.effectiveFrom(), zone) : "",
                    Typed.moment(rule.effectiveUntil(), zone));
        }

        Optional<Instant> from(ZoneId zone, BindingResult errors) {
            return moment(from, "from", zone, errors);
        }

        Optional<Instant> until(Instant start, ZoneId zone, BindingResult errors) {
            var end = moment(until, "until", zone, errors);
            if (end.isPresent() && !end.get().isAfter(start)) {
                errors.rejectValue("until", "admin.form.ends-before-it-begins");
            }
            return end;
        }

        private static Optional<Instant> moment(String typed, String field, ZoneId zone, BindingResult errors) {
            if (typed.isEmpty()) {
                return Optional.empty();
            }
            var read = Typed.moment(typed, zone);
            if (read.isEmpty()) {
                errors.rejectValue(field, "admin.form.moment.unreadable");
            }
            return read;
        }
    }

    /** What members read of a campaign. */
    record Story(String zh, String en) {

        Story(@Nullable String zh, @Nullable String en) {
            this.zh = Typed.text(zh);
            this.en = Typed.text(en);
        }

        static Story of(EarnRule rule) {
            var about = rule.about();
            return about == null ? new Story("", "") : new Story(about.zh(), about.en());
        }

        Optional<BilingualText> read(BindingResult errors) {
            if (zh.isEmpty() && en.isEmpty()) {
                return Optional.empty();
            }
            if (zh.isEmpty() || en.isEmpty()) {
                errors.rejectValue(zh.isEmpty() ? "zh" : "en", "admin.rules.form.about.both");
            } else if (zh.length() > LONGEST_STORY || en.length() > LONGEST_STORY) {
                errors.rejectValue(
                        zh.length() > LONGEST_STORY ? "zh" : "en",
                        "admin.form.too-long",
                        new Object[] {LONGEST_STORY},
                        null);
            } else {
                return Optional.of(new BilingualText(zh, en));
            }
            return Optional.empty();
        }
    }
}
