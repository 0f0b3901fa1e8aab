package io.perennial.points;

import io.perennial.membership.StaffId;
import java.util.Optional;

/**
 * Staff keep a rule that is not to pay yet, complete or not; audited. There is at most one draft for each rule, and it never
 * pays.
 */
public interface KeepDraft {

    int LONGEST_NAME = 80;

    /** @param edition of the draft that was opened; 0 when there was none */
    Outcome keep(Sketch sketch, int edition, StaffId by);

    /** Throws the draft away; when there is none, nothing happens. */
    void discard(RuleId rule, StaffId by);

    /**
     * A rule as far as it was written.
     *
     * @param version that it would become
     * @param nameZh may be empty as yet
     * @param typed everything as it was left, in words that whoever shows it understands; stored as it is
     * @param rule the rule itself, as soon as nothing is missing: only then can it be replayed, tried and published
     */
    record Sketch(
            RuleId id,
            int version,
            EarnRule.Role role,
            String nameZh,
            String nameEn,
            String typed,
            Optional<EarnRule> rule) {

        /** What is longer than a name can be is cut; all of it stands in what was typed. */
        public Sketch {
            nameZh = cut(nameZh);
            nameEn = cut(nameEn);
            if (rule.filter(complete -> !complete.id().equals(id) || complete.version() != version)
                    .isPresent()) {
                throw new IllegalArgumentException("a draft of one rule holds that rule");
            }
        }

        private static String cut(String name) {
            return name.codePointCount(0, name.length()) <= LONGEST_NAME
                    ? name
                    : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME));
        }
    }

    sealed interface Outcome {
        record Kept(int edition) implements Outcome {}

        /** Someone kept or discarded the draft in between; nothing was stored. */
        record ChangedMeanwhile() implements Outcome {}
    }
}
