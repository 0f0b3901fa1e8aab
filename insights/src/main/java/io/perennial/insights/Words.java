package io.perennial.insights;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The words of a condition's leaf, as a person typed them. */
final class Words {

    private Words() {}

    static SortedSet<String> tidy(Collection<String> given, Pattern form, String problem) {
        return each(
                given,
                word -> Optional.of(word.strip())
                        .filter(stripped -> form.matcher(stripped).matches()),
                problem);
    }

    /** @param read a word in normal form; nothing when it is none */
    static SortedSet<String> each(Collection<String> given, Function<String, Optional<String>> read, String problem) {
        var words = new TreeSet<String>();
        for (var word : given) {
            words.add(read.apply(word).orElseThrow(() -> refused(problem)));
        }
        if (words.isEmpty() || words.size() > Condition.MOST_WORDS) {
            throw refused(problem);
        }
        return Collections.unmodifiableSortedSet(words);
    }

    private static IllegalArgumentException refused(String problem) {
        return new IllegalArgumentException(problem + "; 1 to " + Condition.MOST_WORDS + " of them");
    }
}
