package io.perennial.points.application;

import static java.util.Comparator.naturalOrder;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityId;
import io.perennial.insights.RecordActivity;
import io.perennial.membership.Convoy;
import io.perennial.membership.GrowStanding;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.Standing;
import io.perennial.points.EarnPoints;
import io.perennial.points.Points;
import io.perennial.points.PointsEarned;
import io.perennial.points.PointsTakenBack;
import io.perennial.points.Why;
import io.perennial.points.application.Surroundings.Around;
import io.perennial.points.domain.Booking;
import io.perennial.points.domain.Carriages;
import io.perennial.points.domain.Claim;
import io.perennial.points.domain.EarnRules;
import io.perennial.points.domain.Entry;
import io.perennial.points.domain.ExpiryPolicy;
import io.perennial.points.domain.LedgerEntries;
import io.perennial.points.domain.Limits;
import io.perennial.points.domain.LotLives;
import io.perennial.points.domain.Occasion;
import io.perennial.points.domain.PointsAccount;
import io.perennial.points.domain.PointsAccounts;
import io.perennial.points.domain.PointsPolicies;
import io.perennial.points.domain.RefundablePurchase;
import io.perennial.points.domain.RuleBook;
import io.perennial.points.domain.RuleLimits;
import io.perennial.points.domain.RuleLimits.Span;
import io.perennial.points.domain.RuleLimits.Used;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

@Component
class EarningPoints implements EarnPoints {

    /** One batch at a time, so that there are few and large ones: what a batch costs by itself is most of a small one. */
    private static final int LANES = 1;

    private static final int MOST_CALLERS_TOGETHER = 64;

    /** Less than a batch takes. */
    private static final Duration PATIENCE = Duration.ofMillis(2);

    /** Who brings more has a transaction of their own. */
    private static final int MOST_WITH_OTHERS = 4;

    private final Convoy<List<Activity>, List<Outcome>> convoy =
            new Convoy<>(LANES, MOST_CALLERS_TOGETHER, PATIENCE, this::earnTogether);
    private final RunTransactions transactions;
    private final Admission admission;
    private final RefundedPurchases refundedPurchases;
    private final RecordActivity activities;
    private final PointsAccounts accounts;
    private final LedgerEntries entries;
    private final EarnRules rules;
    private final PointsPolicies policies;
    private final LotLives lives;
    private final ProlongingPoints prolonging;
    private final Lifetimes lifetimes;
    private final GrowStanding growStanding;
    private final ReadStanding standings;
    private final Surroundings surroundings;
    private final RuleLimits ruleLimits;
    private final Carriages carriages;
    private final CarryingOn carryingOn;
    private final Programme programme;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    EarningPoints(
            RunTransactions transactions,
            Admission admission,
            RefundedPurchases refundedPurchases,
            RecordActivity activities,
            PointsAccounts accounts,
            LedgerEntries entries,
            EarnRules rules,
            PointsPolicies policies,
            LotLives lives,
            ProlongingPoints prolonging,
            Lifetimes lifetimes,
            GrowStanding growStanding,
            ReadStanding standings,
            Surroundings surroundings,
            RuleLimits ruleLimits,
            Carriages carriages,
            CarryingOn carryingOn,
            Programme programme,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.admission = admission;
        this.refundedPurchases = refundedPurchases;
        this.activities = activities;
        this.accounts = accounts;
        this.entries = entries;
        this.rules = rules;
        this.policies = policies;
        this.lives = lives;
        this.prolonging = prolonging;
        this.lifetimes = lifetimes;
        this.growStanding = growStanding;
        this.standings = standings;
        this.surroundings = surroundings;
        this.ruleLimits = ruleLimits;
        this.carriages = carriages;
        this.carryingOn = carryingOn;
        this.programme = programme;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<Outcome> earn(List<Activity> told) {
        if (told.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("at most " + MOST_AT_ONCE + " activities at once");
        }
        if (told.isEmpty()) {
            return List.of();
        }
        return told.size() <= MOST_WITH_OTHERS && !transactions.areUnderWay()
                ? convoy.ask(told)
                : transactions.run(() -> new Call(told, clock.instant()).book());
    }

    /** Those of several callers in one transaction. */
    private List<List<Outcome>> earnTogether(List<List<Activity>> told) {
        var all = told.stream().flatMap(List::stream).toList();
        var outcomes =
                transactions.run(() -> new Call(all, clock.instant()).book()).iterator();
        return told.stream()
                .map(each -> each.stream().map(_ -> outcomes.next()).toList())
                .toList();
    }

    /** What activities of one call are judged by. */
    private record Scene(RuleBook book, Around around, Limits limits) {}

    /** What one call keeps in mind while it works. */
    private final class Call {

        private final Instant now;
        private final ExpiryPolicy policy;
        private final List<Told> told = new ArrayList<>();
        private final Map<MemberId, PointsAccount> locked = new HashMap<>();
        private final Map<ActivityId, RefundablePurchase> purchases = new HashMap<>();

        /** Whose account a purchase was booked on that is the member's by a merge. */
        private final Map<ActivityId, MemberId> bookedOn = new HashMap<>();

        private final Map<MemberId, CarryingOn.Line> lines = new HashMap<>();
        private final Map<MemberId, Long> growth = new HashMap<>();
        private final Map<MemberId, String> tiers = new HashMap<>();

        /** How many activities are still to be judged by the rules. */
        private int toJudge;

        private final List<Booking> bookings = new ArrayList<>();
        private final Map<ActivityId, List<Entry>> booked = new HashMap<>();
        private final List<GrowStanding.Growth> grown = new ArrayList<>();

        Call(List<Activity> activities, Instant now) {
            this.now = now;
            policy = policies.at(now);
            activities.forEach(activity -> told.add(new Told(told.size(), activity)));
        }

        List<Outcome> book() {
            admission.refuse(told, now);
            record();
            lock(membersOf(told.stream().filter(Told::isNew).toList()));
            prepareRefunds();
            var scene = scene(rules.knowing(versionsThatPaid()));
            tiers.putAll(
                    lifetimes.tiers(membersOf(told.stream().filter(Told::isNew).toList()), policy));
            for (var each : told) {
                if (each.isNew()) {
                    var account = Objects.requireNonNull(locked.get(each.member()));
                    if (each.isRefund()) {
                        takeBack(each, account, scene);
                    } else {
                        earn(each, account, scene);
                    }
                }
            }
            accounts.store(bookings);
            scene.limits().store();
            slide();
            return answer(grow());
        }

        /**
         * Accounts are locked first of all, in their order, so that two batches never wait for each other; a single activity
         * that names no purchase need not hold its lock while it is recorded. Refunds come last, because what they name may
         * be told in the same call.
         */
        private void record() {
            var refunds = told.stream()
                    .filter(each -> each.isOpen() && each.namesPurchase())
                    .toList();
            if (told.size() > 1 || !refunds.isEmpty()) {
                lock(membersOf(told.stream()
                        .filter(each -> each.isOpen() && !each.toldBefore)
                        .toList()));
            }
            var others = told.stream()
                    .filter(each -> each.isOpen() && !each.namesPurchase())
                    .toList();
            record(others);
            if (!refunds.isEmpty()) {
                purchases.putAll(refundedPurchases.judge(refunds, others));
                purchases.forEach(this::findAccount);
                record(refunds.stream().filter(Told::isOpen).toList());
            }
        }

        /** A purchase of before a merge is refunded where it was booked. */
        private void findAccount(ActivityId id, RefundablePurchase purchase) {
            if (purchase.earned().isEmpty()) {
                return;
            }
            var account = purchase.earned().getFirst().member();
            if (!account.equals(purchase.bought().member())) {
                bookedOn.put(id, account);
                lines.computeIfAbsent(account, first -> {
                    var line = carriages.line(first);
                    var missing = new HashSet<>(line);
                    missing.removeAll(locked.keySet());
                    locked.putAll(accounts.lockMerged(missing));
                    return carryingOn.of(line, locked, policy, now);
                });
            }
        }

        private MemberId accountOf(ActivityId purchase, MemberId member) {
            return bookedOn.getOrDefault(purchase, member);
        }

        private List<Why.Paid> versionsThatPaid() {
            return purchases.values().stream()
                    .flatMap(purchase -> purchase.paidBy().stream())
                    .map(Why.Earned::rule)
                    .toList();
        }

        private void record(List<Told> accepted) {
            if (!accepted.isEmpty()) {
                var answers = activities.record(
                        accepted.stream().map(each -> each.activity).toList());
                for (int i = 0; i < accepted.size(); i++) {
                    accepted.get(i).recorded(answers.get(i));
                }
            }
        }

        private void lock(Set<MemberId> members) {
            var missing = new HashSet<>(members);
            missing.removeAll(locked.keySet());
            if (!missing.isEmpty()) {
                locked.putAll(accounts.lock(missing));
            }
        }

        /** What only those who take back need: the lots, and the growth that there is. */
        private void prepareRefunds() {
            var members = membersOf(told.stream()
                    .filter(each -> each.isNew() && each.isRefund())
                    .toList());
            if (members.isEmpty()) {
                return;
            }
            var lots = accounts.openLots(members);
            for (var member : members) {
                var account = Objects.requireNonNull(locked.get(member));
                account.hold(prolonging.living(member, lots.getOrDefault(member, List.of()), policy, now));
                bookings.addAll(account.expire(now, policy));
            }
            var withPending = members.stream()
                    .filter(member -> !Objects.requireNonNull(locked.get(member))
                            .pending()
                            .isNone())
                    .toList();
            if (!withPending.isEmpty()) {
                accounts.waiting(withPending)
                        .forEach((member, parts) ->
                                Objects.requireNonNull(locked.get(member)).holdWaiting(parts));
            }
            Expiries.of(bookings, now).ifPresent(events::publishEvent);
            standings.of(members).forEach((member, standing) -> growth.put(member, standing.growth()));
        }

        /** What members do keeps their points alive, where the policy says so. */
        private void slide() {
            if (!policy.policy().slides()) {
                return;
            }
            var ends = new HashMap<MemberId, Instant>();
            for (var each : told) {
                if (each.isNew()) {
                    var happenedAt = each.activity.happenedAt();
                    policy.slidTo(
                                    each.activity.type(),
                                    happenedAt.isBefore(now) ? happenedAt : now,
                                    tiers.get(each.member()))
                            .filter(end -> end.isAfter(now))
                            .ifPresent(end ->
                                    ends.merge(each.member(), end, (one, other) -> one.isAfter(other) ? one : other));
                }
            }
            lives.slide(ends, now);
        }

        /** The rules, what they ask for beside the activities themselves, and what they have left to give. */
        private Scene scene(RuleBook book) {
            var judged = told.stream()
                    .filter(each -> each.isNew() && each.purchase == null)
                    .toList();
            var spans = new HashSet<Span>();
            for (var each : judged) {
                if (!each.isRefund()) {
                    toJudge++;
                    var day = LocalDate.ofInstant(each.activity.happenedAt(), programme.zone());
                    book.inForce(each.activity.type(), each.activity.happenedAt())
                            .forEach(rule -> spans.addAll(Limits.spans(rule, each.member(), day)));
                }
            }
            purchases.forEach((id, purchase) -> {
                var bought = purchase.bought();
                for (var why : purchase.paidBy()) {
                    var rule = book.version(why.rule().id(), why.rule().version());
                    spans.addAll(Limits.spans(
                            rule, accountOf(id, bought.member()), bought.local().toLocalDate()));
                }
            });
            var first = told.stream().map(Told::member).min(naturalOrder()).orElseThrow();
            return new Scene(book, surroundings.of(judged, book), new Limits(ruleLimits, spans, before(spans), first));
        }

        /** What members who went into these used of the same windows. */
        private Map<Span, Used> before(Set<Span> spans) {
            var absorbing = locked.values().stream()
                    .filter(PointsAccount::absorbs)
                    .map(PointsAccount::member)
                    .toList();
            if (absorbing.isEmpty() || spans.isEmpty()) {
                return Map.of();
            }
            var earlier = new HashMap<Span, Span>();
            carriages
                    .absorbed(absorbing)
                    .forEach((merged, survivor) -> spans.stream()
                            .filter(span -> span.member().equals(survivor))
                            .forEach(span ->
                                    earlier.put(new Span(merged, span.rule(), span.window(), span.startsOn()), span)));
            var before = new HashMap<Span, Used>();
            if (!earlier.isEmpty()) {
                ruleLimits
                        .used(earlier.keySet())
                        .forEach((span, used) -> before.merge(
                                Objects.requireNonNull(earlier.get(span)),
                                used,
                                (one, other) -> one.and(other.points(), other.times())));
            }
            return before;
        }

        private void earn(Told each, PointsAccount account, Scene scene) {
            var circumstances = scene.around().of(each);
            var assessment = scene.book().assess(circumstances, scene.limits().of(each.member(), --toJudge));
            scene.around().judged(each);
            if (assessment.awards().isEmpty()) {
                var why = new Why.EarnedNothing(assessment.notPaid());
                enter(each, account.earn(occasion(each, ""), why, Points.NONE, 0, now));
                return;
            }
            scene.limits().use(assessment, each.member(), circumstances.local().toLocalDate());
            var expiry = policy.expiryOf(now, tiers.get(each.member()));
            var later = policy.waitsUntil(each.activity.type(), each.activity.happenedAt())
                    .filter(availableAt -> availableAt.isAfter(now));
            for (var award : assessment.awards()) {
                var occasion = occasion(each, ":" + award.why().rule().id());
                if (later.isPresent() && !award.points().isNone()) {
                    enter(each, account.promise(occasion, award.why(), award.points(), award.growth(), later.get()));
                } else {
                    enter(each, account.earn(occasion, award.why(), award.points(), award.growth(), expiry));
                }
            }
            grow(each, assessment.growth(), scene);
        }

        private void takeBack(Told refund, PointsAccount account, Scene scene) {
            var amount = Objects.requireNonNull(refund.activity.amount());
            var purchase = purchaseOf(refund);
            Claim due;
            if (purchase == null) {
                var worth = scene.book().plain(scene.around().of(refund));
                due = new Claim(null, amount, worth.points(), worth.growth(), Set.of(), null, List.of());
            } else {
                due = purchase.claim(amount, refund.activity.items(), scene.book());
            }
            var claim = due.withGrowthAtMost(growth.getOrDefault(refund.member(), 0L));
            if (refund.purchase != null && purchase != null) {
                purchases.put(refund.purchase, purchase.after(claim, refund.activity.items()));
                var day = purchase.bought().local().toLocalDate();
                var used = accountOf(refund.purchase, refund.member());
                scene.limits().giveBack(claim.rules(), scene.book(), used, day);
            }
            takeBack(refund, account, claim);
            grow(refund, -claim.growth(), scene);
        }

        private void takeBack(Told refund, PointsAccount account, Claim claim) {
            var refunds = policy.policy().refunds();
            var before = refund.purchase == null ? null : bookedOn.get(refund.purchase);
            if (before == null) {
                enter(refund, account.takeBack(occasion(refund, ""), claim, refunds));
                return;
            }
            var line = Objects.requireNonNull(lines.get(before));
            line.fetch(claim.lots(), Points.of(claim.points()), refunds);
            bookings.addAll(line.bookings());
            enter(refund, line.first().takeBack(occasion(refund, ""), claim, refunds));
            line.carryOn();
            bookings.addAll(line.bookings());
        }

        private @Nullable RefundablePurchase purchaseOf(Told refund) {
            if (refund.purchase == null) {
                return null;
            }
            var purchase = Objects.requireNonNull(purchases.get(refund.purchase));
            var bookedNow = booked.get(refund.purchase);
            return bookedNow == null ? purchase : purchase.earning(bookedNow);
        }

        private Occasion occasion(Told each, String suffix) {
            return new Occasion("activity:" + each.id() + suffix, each.id(), each.activity.happenedAt(), now);
        }

        private void enter(Told each, Booking booking) {
            bookings.add(booking);
            booked.computeIfAbsent(each.id(), id -> new ArrayList<>()).add(booking.entry());
        }

        private void grow(Told each, long amount, Scene scene) {
            if (amount != 0) {
                growth.merge(each.member(), amount, Long::sum);
                scene.around().grew(each, amount);
                grown.add(new GrowStanding.Growth(
                        each.member(), amount, "activity:" + each.id(), each.activity.happenedAt()));
            }
        }

        private Map<MemberId, Standing> grow() {
            var standing = new HashMap<MemberId, Standing>();
            if (!grown.isEmpty()) {
                standing.putAll(growStanding.grow(grown));
            }
            var unchanged = membersOf(told.stream()
                    .filter(each -> each.isNew() || each.isRepeated())
                    .toList());
            unchanged.removeAll(standing.keySet());
            if (!unchanged.isEmpty()) {
                standing.putAll(standings.of(unchanged));
            }
            return standing;
        }

        private List<Outcome> answer(Map<MemberId, Standing> standing) {
            var before = bookedBefore();
            var earnings = new ArrayList<PointsEarned.Earning>();
            var refunds = new ArrayList<PointsTakenBack.TakingBack>();
            var outcomes = new ArrayList<Outcome>();
            for (var each : told) {
                if (each.refusal != null) {
                    outcomes.add(each.refusal);
                    continue;
                }
                var own = booked.getOrDefault(each.id(), before.getOrDefault(each.id(), List.of()));
                var answer = answer(each, own, Objects.requireNonNull(standing.get(each.member())));
                outcomes.add(answer);
                if (each.isNew() && (answer.points() != 0 || answer.pending() != 0 || answer.growth() != 0)) {
                    var balance = answer.balance().value();
                    if (each.isRefund()) {
                        refunds.add(new PointsTakenBack.TakingBack(
                                each.member(),
                                each.id(),
                                -answer.points(),
                                -answer.pending(),
                                -answer.growth(),
                                balance));
                    } else {
                        earnings.add(new PointsEarned.Earning(
                                each.member(), each.id(), answer.points(), answer.pending(), answer.growth(), balance));
                    }
                }
            }
            if (!earnings.isEmpty()) {
                events.publishEvent(new PointsEarned(earnings, now));
            }
            if (!refunds.isEmpty()) {
                events.publishEvent(new PointsTakenBack(refunds, now));
            }
            return outcomes;
        }

        private Map<ActivityId, List<Entry>> bookedBefore() {
            var repeated = new HashMap<ActivityId, MemberId>();
            for (var each : told) {
                if (each.isRepeated() && !booked.containsKey(each.id())) {
                    repeated.put(each.id(), each.member());
                }
            }
            return repeated.isEmpty() ? Map.of() : entries.of(repeated);
        }

        private Outcome.Booked answer(Told each, List<Entry> own, Standing standing) {
            if (own.isEmpty()) {
                return toldToTheStreamAlone(each, standing);
            }
            return new Outcome.Booked(
                    each.id(),
                    own.stream().mapToLong(Entry::points).sum(),
                    own.stream().mapToLong(Entry::pending).sum(),
                    own.stream().mapToLong(Entry::growth).sum(),
                    balance(each, own.getLast()),
                    standing,
                    own.stream().map(Entry::why).toList(),
                    each.isRepeated());
        }

        /** Of the account that is used, when it was booked on one that went into it. */
        private Points balance(Told each, Entry last) {
            if (last.member().equals(each.member())) {
                return last.balanceAfter();
            }
            lock(Set.of(each.member()));
            return Objects.requireNonNull(locked.get(each.member())).balance();
        }

        /** Someone put it into the stream without asking what it is worth. */
        private Outcome.Booked toldToTheStreamAlone(Told each, Standing standing) {
            lock(Set.of(each.member()));
            var balance = Objects.requireNonNull(locked.get(each.member())).balance();
            return new Outcome.Booked(
                    each.id(), 0, 0, 0, balance, standing, List.of(new Why.EarnedNothing(List.of())), true);
        }
    }

    private static Set<MemberId> membersOf(List<Told> told) {
        return told.stream().map(Told::member).collect(Collectors.toCollection(HashSet::new));
    }
}
