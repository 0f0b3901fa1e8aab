package io.perennial.points.application;

import io.perennial.insights.ReadActivities;
import io.perennial.membership.FollowMembers;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.Programme;
import io.perennial.membership.RecogniseMembers;
import io.perennial.points.EarnPoints.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Refuses what cannot be taken in, whoever asks for it. */
@Component
class Admission {

    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private final RecogniseMembers members;
    private final FollowMembers follow;
    private final ReadActivities activities;
    private final Programme programme;

    Admission(RecogniseMembers members, FollowMembers follow, ReadActivities activities, Programme programme) {
        this.members = members;
        this.follow = follow;
        this.activities = activities;
        this.programme = programme;
    }

    void refuse(List<Told> told, Instant now) {
        var statuses =
                new HashMap<>(members.statuses(told.stream().map(Told::member).collect(Collectors.toSet())));
        follow(told, statuses);
        var refused = new ArrayList<Told>();
        for (var each : told) {
            each.refusal = refusal(each, statuses, now);
            if (each.refusal != null) {
                refused.add(each);
            }
        }
        admitThoseTakenInBefore(refused);
    }

    /** Whoever was merged is the one they went into by now. */
    private void follow(List<Told> told, Map<MemberId, MemberStatus> statuses) {
        var closed = statuses.entrySet().stream()
                .filter(each -> each.getValue() == MemberStatus.CLOSED)
                .map(Map.Entry::getKey)
                .toList();
        var survivors = closed.isEmpty() ? Map.<MemberId, MemberId>of() : follow.survivors(closed);
        if (survivors.isEmpty()) {
            return;
        }
        statuses.putAll(members.statuses(survivors.values()));
        told.forEach(each -> Optional.ofNullable(survivors.get(each.member())).ifPresent(each::follow));
    }

    private @Nullable Outcome refusal(Told told, Map<?, MemberStatus> statuses, Instant now) {
        var status = statuses.get(told.member());
        if (status == null) {
            return new Outcome.UnknownMember();
        }
        if (status == MemberStatus.CLOSED) {
            return new Outcome.MemberClosed();
        }
        if (told.activity.happenedAt().isAfter(now.plus(CLOCKS_APART))) {
            return new Outcome.InTheFuture();
        }
        var amount = told.activity.amount();
        if (amount != null
                && !programme.currencies().contains(amount.getCurrencyUnit().getCode())) {
            return new Outcome.CurrencyNotConfigured(amount.getCurrencyUnit().getCode());
        }
        return null;
    }

    /** The account may have been closed since: that does not undo what was booked, nor its answer. */
    private void admitThoseTakenInBefore(List<Told> refused) {
        var bySource = new TreeMap<String, Set<String>>();
        refused.forEach(each -> bySource.computeIfAbsent(each.activity.source(), source -> new HashSet<>())
                .add(each.activity.reference()));
        bySource.forEach((source, references) -> {
            var known = activities.known(source, references);
            for (var each : refused) {
                if (each.activity.source().equals(source) && known.contains(each.activity.reference())) {
                    each.refusal = null;
                    each.toldBefore = true;
                }
            }
        });
    }
}
