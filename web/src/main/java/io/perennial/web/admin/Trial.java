package io.perennial.web.admin;

import io.perennial.points.EarnRule;
import io.perennial.points.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a sample would earn by all rules if this one were published.
 *
 * @param mine what the rule itself would pay
 * @param others what the others would pay
 * @param silent rules that would not pay, this one among them where {@code mine} is empty
 */
record Trial(EarnRule rule, Optional<Why.Earned> mine, List<Why.Earned> others, List<Why.NotPaid> silent) {

    static Trial of(EarnRule rule, List<Why> whys) {
        var others = new ArrayList<Why.Earned>();
        var silent = new ArrayList<Why.NotPaid>();
        var mine = Optional.<Why.Earned>empty();
        for (var why : whys) {
            if (why instanceof Why.Earned earned) {
                silent.addAll(earned.beside());
                if (earned.rule().id().equals(rule.id())) {
                    mine = Optional.of(earned);
                } else {
                    others.add(earned);
                }
            } else if (why instanceof Why.EarnedNothing nothing) {
                silent.addAll(nothing.rules());
            }
        }
        return new Trial(rule, mine, others, silent);
    }

    public long points() {
        return mine.map(Why.Earned::points).orElse(0L)
                + others.stream().mapToLong(Why.Earned::points).sum();
    }

    public long growth() {
        return mine.map(Why.Earned::growth).orElse(0L)
                + others.stream().mapToLong(Why.Earned::growth).sum();
    }
}
