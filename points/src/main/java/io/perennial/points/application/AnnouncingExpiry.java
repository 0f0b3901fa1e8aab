package io.perennial.points.application;

import io.perennial.membership.MemberId;
import io.perennial.points.AnnounceExpiry;
import io.perennial.points.Points;
import io.perennial.points.ReadBalance.Balance;
import io.perennial.points.domain.LotLives;
import io.perennial.points.domain.LotLives.Shown;
import io.perennial.points.domain.PointsPolicies;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

@Component
class AnnouncingExpiry implements AnnounceExpiry {

    private final LotLives lives;
    private final PointsPolicies policies;
    private final Clock clock;

    AnnouncingExpiry(LotLives lives, PointsPolicies policies, Clock clock) {
        this.lives = lives;
        this.policies = policies;
        this.clock = clock;
    }

    @Override
    public List<Announcement> show(MemberId member, Balance balance) {
        var now = clock.instant();
        var policy = policies.at(now);
        var horizon = policy.lastDay(policy.announcedUntil(now));
        return balance.expiring().stream().allMatch(each -> each.lastDay().isAfter(horizon)) ? List.of() : show(member);
    }

    @Override
    public List<Announcement> show(MemberId member) {
        var now = clock.instant();
        var policy = policies.at(now);
        var ends = lives.ends(member, now, policy.announcedUntil(now));
        lives.shown(
                member,
                ends.stream()
                        .filter(end -> end.shownAt() == null)
                        .map(Shown::expiresAt)
                        .toList(),
                now);
        var days = new TreeMap<LocalDate, Points>();
        ends.forEach(end -> days.merge(policy.lastDay(end.expiresAt()), Points.of(end.points()), Points::plus));
        return days.entrySet().stream()
                .map(day -> new Announcement(day.getKey(), day.getValue()))
                .toList();
    }
}
