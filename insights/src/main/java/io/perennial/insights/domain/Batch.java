package io.perennial.insights.domain;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.insights.RecordActivity.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one caller tells at once. It may tell the same activity several times; only the first of them can be new. */
public final class Batch {

    /** A file that is told again may bring a thousand known ones, which are better asked for than tried. */
    private static final int FEW = 64;

    private record Line(BusinessKey key, Activity activity, Fingerprint fingerprint) {}

    private final List<Line> lines = new ArrayList<>();
    private final TreeMap<BusinessKey, Entry> candidates = new TreeMap<>();

    public Batch(List<Activity> activities, Instant at) {
        for (var activity : activities) {
            var line = new Line(BusinessKey.of(activity), activity, Fingerprint.of(activity));
            lines.add(line);
            if (!candidates.containsKey(line.key())) {
                candidates.put(line.key(), new Entry(ActivityId.next(), activity, line.fingerprint(), null, at));
            }
        }
    }

    /** A few activities that name no other: whether they are new can be left to the attempt to add them. */
    public boolean standsAlone() {
        return lines.size() <= FEW
                && lines.stream().allMatch(line -> line.activity().refundOf() == null);
    }

    /** Everything that has to be looked up: the activities' own keys and those of refunded purchases. */
    public Set<BusinessKey> keys() {
        var keys = new HashSet<>(candidates.keySet());
        lines.forEach(line -> BusinessKey.ofRefunded(line.activity()).ifPresent(keys::add));
        return keys;
    }

    /** Those that have not been told before, in the order of their keys, refunds linked to their purchases. */
    public List<Entry> fresh(Map<BusinessKey, Told> told) {
        return candidates.values().stream()
                .filter(entry -> !told.containsKey(entry.key()))
                .map(entry -> new Entry(
                        entry.id(),
                        entry.activity(),
                        entry.fingerprint(),
                        refunded(entry.activity(), told),
                        entry.recordedAt()))
                .toList();
    }

    private @Nullable ActivityId refunded(Activity refund, Map<BusinessKey, Told> told) {
        return BusinessKey.ofRefunded(refund)
                .flatMap(key -> firstTold(key, told))
                .filter(purchase -> purchase.type().equals(ActivityType.PURCHASE))
                .filter(purchase -> purchase.member().equals(refund.member()))
                .map(Told::id)
                .orElse(null);
    }

    /** The keys under which something else was told before, so that its content is needed to say what differs. */
    public Set<BusinessKey> contradicted(Map<BusinessKey, Told> told) {
        var keys = new HashSet<BusinessKey>();
        for (var line : lines) {
            var before = told.get(line.key());
            if (before != null && !before.fingerprint().equals(line.fingerprint())) {
                keys.add(line.key());
            }
        }
        return keys;
    }

    /**
     * One answer per activity, in the order in which they were told.
     *
     * @param told what had been told before this batch
     * @param contents what was told under the {@link #contradicted} keys
     */
    public List<Recorded> answers(Map<BusinessKey, Told> told, Map<BusinessKey, Activity> contents) {
        var seen = new HashSet<>(told.keySet());
        var answers = new ArrayList<Recorded>();
        for (var line : lines) {
            var first = firstTold(line.key(), told).orElseThrow();
            if (seen.add(line.key())) {
                answers.add(new Recorded.New(first.id()));
            } else if (first.fingerprint().equals(line.fingerprint())) {
                answers.add(new Recorded.Repeated(first.id()));
            } else {
                var content =
                        contents.getOrDefault(line.key(), candidate(line.key()).activity());
                var differs = Part.differing(content, line.activity());
                // Of a member who was merged since, the stream says who they are by now, and the fingerprint who they
                // were.
                answers.add(
                        differs.isEmpty()
                                ? new Recorded.Repeated(first.id())
                                : new Recorded.Conflict(first.id(), differs));
            }
        }
        return answers;
    }

    private Optional<Told> firstTold(BusinessKey key, Map<BusinessKey, Told> told) {
        return Optional.ofNullable(told.get(key))
                .or(() -> Optional.ofNullable(candidates.get(key)).map(Entry::told));
    }

    private Entry candidate(BusinessKey key) {
        return Objects.requireNonNull(candidates.get(key));
    }
}
