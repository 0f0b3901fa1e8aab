package io.perennial.points.application;

import io.perennial.membership.MemberId;
import io.perennial.points.PilotRule.Answer;
import io.perennial.points.ReadPilots.Comment;
import io.perennial.points.RuleId;
import io.perennial.points.domain.Pilots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Trials in memory, of which nobody says anything. */
final class PretendedPilots implements Pilots {

    private final List<Trial> trials = new ArrayList<>();

    @Override
    public void add(Trial trial) {
        trials.addFirst(trial);
    }

    @Override
    public List<Trial> all() {
        return List.copyOf(trials);
    }

    @Override
    public List<Trial> running() {
        return trials.stream().filter(Trial::runs).toList();
    }

    @Override
    public List<Trial> of(RuleId rule) {
        return trials.stream().filter(trial -> trial.key().rule().equals(rule)).toList();
    }

    @Override
    public Optional<Trial> running(RuleId rule) {
        return of(rule).stream().filter(Trial::runs).findFirst();
    }

    @Override
    public void change(Trial trial) {
        trials.replaceAll(each -> each.key().equals(trial.key()) ? trial : each);
    }

    @Override
    public void keep(MemberId member, Key trial, Answer answer, @Nullable String comment, Instant at) {}

    @Override
    public Map<Key, Map<Answer, Long>> answers(Collection<Key> keys) {
        return Map.of();
    }

    @Override
    public Map<Key, Answer> answersOf(MemberId member, Collection<Key> keys) {
        return Map.of();
    }

    @Override
    public List<Comment> comments(Key trial, int limit) {
        return List.of();
    }

    @Override
    public Map<Integer, Payments> payments(RuleId rule, Instant from, Instant until) {
        return Map.of();
    }
}
