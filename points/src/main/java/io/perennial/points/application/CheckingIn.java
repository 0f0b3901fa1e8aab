package io.perennial.points.application;

import io.perennial.insights.ActivitiesRecorded.Line;
import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.ReadActivities;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.RunTransactions;
import io.perennial.points.CheckIn;
import io.perennial.points.EarnPoints;
import io.perennial.points.EarnPoints.Outcome.Booked;
import io.perennial.points.ReadBalance;
import io.perennial.points.ReadStreak.Won;
import io.perennial.points.domain.Journey;
import io.perennial.points.domain.Journeys;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

@Component
class CheckingIn implements CheckIn {

    private static final String SOURCE = "portal";

    private final RunTransactions transactions;
    private final RecogniseMembers members;
    private final ReadActivities activities;
    private final EarnPoints earnPoints;
    private final ReadBalance balances;
    private final Journeys journeys;
    private final StreakPrizes prizes;
    private final MissionProgress missions;
    private final Streaks streaks;
    private final Clock clock;

    CheckingIn(
            RunTransactions transactions,
            RecogniseMembers members,
            ReadActivities activities,
            EarnPoints earnPoints,
            ReadBalance balances,
            Journeys journeys,
            StreakPrizes prizes,
            MissionProgress missions,
            Streaks streaks,
            Clock clock) {
        this.transactions = transactions;
        this.members = members;
        this.activities = activities;
        this.earnPoints = earnPoints;
        this.balances = balances;
        this.journeys = journeys;
        this.prizes = prizes;
        this.missions = missions;
        this.streaks = streaks;
        this.clock = clock;
    }

    @Override
    public Outcome checkIn(MemberId member) {
        var status = members.statuses(Set.of(member)).get(member);
        if (status == null) {
            return new Outcome.UnknownMember();
        }
        return status == MemberStatus.CLOSED ? new Outcome.MemberClosed() : transactions.run(() -> book(member));
    }

    /** The journey is locked first, so that of two presses at once the slower finds the day of the faster. */
    private Outcome book(MemberId member) {
        var now = clock.instant();
        var today = streaks.day(now);
        var locked = journeys.lock(Map.of(member, Streaks.since(today)));
        var journey = Objects.requireNonNull(locked.get(member));
        if (journey.has(today)) {
            var before = first(member, today).flatMap(this::tell);
            return answer(journey, today, points(before), paidOn(today, member), true);
        }
        var told = tell(activity(member, today, now));
        var won = prizes.add(locked, Map.of(member, Set.of(today)), now);
        // The event counts it for missions as well; at once, so that the next page shows it.
        told.ifPresent(booked -> missions.count(
                missions.thatMatter(List.of(new Line(booked.activity(), member, ActivityType.CHECK_IN.code(), now))),
                now));
        return answer(journey, today, points(told), won.getOrDefault(member, List.of()), false);
    }

    private static long points(Optional<Booked> told) {
        return told.map(Booked::points).orElse(0L);
    }

    /** What the check-in earned, now or when it was first told. */
    private Optional<Booked> tell(Activity checkIn) {
        return switch (earnPoints.earn(List.of(checkIn)).getFirst()) {
            case Booked booked -> Optional.of(booked);
            // It was told before, at another moment of the day: an older one that no journey knows of.
            case EarnPoints.Outcome.Conflict _ -> Optional.empty();
            case EarnPoints.Outcome.UnknownMember _,
                    EarnPoints.Outcome.MemberClosed _,
                    EarnPoints.Outcome.InTheFuture _,
                    EarnPoints.Outcome.CurrencyNotConfigured _,
                    EarnPoints.Outcome.UnknownPurchase _,
                    EarnPoints.Outcome.RefundTooLarge _ ->
                throw new IllegalStateException("a check-in of now by a member was refused");
        };
    }

    /** Told again it must be the very same, moment included. */
    private Optional<Activity> first(MemberId member, LocalDate day) {
        var reference = reference(member, day);
        return Optional.ofNullable(
                        activities.byReference(SOURCE, List.of(reference)).get(reference))
                .map(first -> activity(member, day, first.happenedAt()));
    }

    private static Activity activity(MemberId member, LocalDate day, Instant at) {
        return new Activity(
                member,
                ActivityType.CHECK_IN,
                SOURCE,
                reference(member, day),
                at,
                "portal",
                null,
                null,
                null,
                List.of());
    }

    private static String reference(MemberId member, LocalDate day) {
        return "check-in:" + member + ":" + day;
    }

    private List<Won> paidOn(LocalDate day, MemberId member) {
        return journeys.paid(Map.of(member, day)).getOrDefault(member, List.of()).stream()
                .filter(won -> won.day().equals(day))
                .toList();
    }

    private Outcome answer(Journey journey, LocalDate day, long points, List<Won> won, boolean repeated) {
        return new Outcome.CheckedIn(
                day, points, balances.of(journey.member()).points(), streaks.on(day, journey), won, repeated);
    }
}
