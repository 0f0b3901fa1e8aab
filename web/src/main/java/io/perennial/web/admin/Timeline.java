package io.perennial.web.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One life as all modules tell it. Each chapter tells its own up to a moment, the newest first; here they are merged by time.
 * A page goes on at a moment and knows how much of that moment was shown: nothing is lost or told twice where many things
 * happened at once, as when a file is booked.
 */
final class Timeline {

    private static final int MOST = 10_000;
    private static final Duration AHEAD = Duration.ofDays(366);

    /** What is told; readers may ask for one of them. */
    enum Topic {
        ACTIVITIES("bag"),
        POINTS("coin"),
        REWARDS("gift"),
        TIERS("award"),
        BENEFITS("balloon"),
        SEGMENTS("funnel"),
        MISSIONS("trophy"),
        CONSENTS("shield-check"),
        ACCOUNT("person-gear");

        private final String icon;

        Topic(String icon) {
            this.icon = icon;
        }

        public String icon() {
            return icon;
        }
    }

    /** What one module tells. */
    interface Chapter {

        Topic topic();

        /** At most so many, none after that moment, the newest first, and always in the same order. */
        List<Told> until(Instant until, int limit);
    }

    /**
     * @param text more of it, if there is
     * @param moved what it did to the points
     * @param address where more of it can be read
     */
    record Told(
            Instant at,
            Topic topic,
            String title,
            @Nullable String text,
            List<Moved> moved,
            @Nullable String address) {

        Told {
            moved = List.copyOf(moved);
        }

        Told(Instant at, Topic topic, String title, @Nullable String text, @Nullable String address) {
            this(at, topic, title, text, List.of(), address);
        }
    }

    /** @param why a sentence; blank where the title says it */
    record Moved(long points, long pending, String why) {}

    /**
     * Where a page begins.
     *
     * @param until the moment at which it goes on
     * @param seen how much of that moment was shown before
     */
    record Mark(Instant until, int seen) {

        Mark {
            if (seen < 0 || seen > MOST) {
                throw new IllegalArgumentException("no page begins there");
            }
        }
    }

    /** The first page. Tills whose clocks are wrong tell of days to come; not of years, which MariaDB could not be asked for. */
    static Mark beginning(Instant now) {
        return new Mark(now.plus(AHEAD), 0);
    }

    record Page(List<Told> entries, Optional<Mark> next) {}

    static Page page(List<Chapter> chapters, Mark from, int size) {
        var asked = Math.min(MOST, from.seen() + size + 1);
        var told = chapters.stream()
                .flatMap(chapter -> chapter.until(from.until(), asked).stream())
                .sorted(Comparator.comparing(Told::at).reversed())
                .toList();
        var end = from.seen() + size;
        if (told.size() <= end) {
            return new Page(told.subList(Math.min(from.seen(), told.size()), told.size()), Optional.empty());
        }
        var last = told.get(end - 1).at();
        var seen = told.subList(0, end).stream()
                .filter(each -> each.at().equals(last))
                .count();
        return new Page(told.subList(from.seen(), end), Optional.of(new Mark(last, (int) seen)));
    }

    private Timeline() {}
}
