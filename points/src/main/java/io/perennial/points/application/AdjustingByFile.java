package io.perennial.points.application;

import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.RecogniseStaff;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.SignInStaff;
import io.perennial.membership.SignInStaff.Staff;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.points.AdjustByFile;
import io.perennial.points.AdjustPoints;
import io.perennial.points.AdjustmentFileId;
import io.perennial.points.Points;
import io.perennial.points.PointsPolicy.Refunds;
import io.perennial.points.ReadAdjustments;
import io.perennial.points.ReadAdjustments.Reason;
import io.perennial.points.Why;
import io.perennial.points.domain.AdjustmentFiles;
import io.perennial.points.domain.Booking;
import io.perennial.points.domain.ExpiryPolicy;
import io.perennial.points.domain.Lot;
import io.perennial.points.domain.Occasion;
import io.perennial.points.domain.PointsAccount;
import io.perennial.points.domain.PointsAccounts;
import io.perennial.points.domain.PointsPolicies;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

@Component
class AdjustingByFile implements AdjustByFile {

    private static final int AT_ONCE = 500;

    private final RunTransactions transactions;
    private final AdjustmentFiles files;
    private final ReadAdjustments adjustments;
    private final PointsAccounts accounts;
    private final ProlongingPoints prolonging;
    private final PointsPolicies policies;
    private final Lifetimes lifetimes;
    private final RecogniseMembers members;
    private final RecogniseStaff recogniseStaff;
    private final SignInStaff staff;
    private final RecordChange changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AdjustingByFile(
            RunTransactions transactions,
            AdjustmentFiles files,
            ReadAdjustments adjustments,
            PointsAccounts accounts,
            ProlongingPoints prolonging,
            PointsPolicies policies,
            Lifetimes lifetimes,
            RecogniseMembers members,
            RecogniseStaff recogniseStaff,
            SignInStaff staff,
            RecordChange changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.files = files;
        this.adjustments = adjustments;
        this.accounts = accounts;
        this.prolonging = prolonging;
        this.policies = policies;
        this.lifetimes = lifetimes;
        this.members = members;
        this.recogniseStaff = recogniseStaff;
        this.staff = staff;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    // --- looking -------------------------------------------------------------------------------

    @Override
    public Preview look(byte[] sha256, List<Line> lines, StaffId by) {
        var now = clock.instant();
        var mayOwe = policies.at(now).policy().refunds() == Refunds.OVERDRAFT;
        var scene = scene(sha256, lines, recogniseStaff.accountsOf(by));
        var usable = usable(
                lines.stream()
                        .filter(line -> line.points() < 0)
                        .map(line -> scene.members().get(line.member()))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()),
                now);
        var fates = new ArrayList<Fate>();
        var concerned = new HashSet<MemberId>();
        long given = 0;
        long taken = 0;
        long most = 0;
        for (var line : lines) {
            var fate = scene.fate(line, key(sha256, line));
            var member = scene.members().get(line.member());
            if (fate instanceof Fate.Counts && member != null) {
                var left = usable.merge(member, line.points(), Long::sum);
                if (line.points() < 0 && left < 0 && !mayOwe) {
                    usable.merge(member, -line.points(), Long::sum);
                    fate = new Fate.LeftOut(Problem.NOT_ENOUGH);
                } else {
                    given += Math.max(0, line.points());
                    taken += Math.max(0, -line.points());
                    concerned.add(member);
                }
            }
            if (!(fate instanceof Fate.CountedBefore) && !isUnreasonable(line)) {
                most += Math.abs(line.points());
            }
            fates.add(fate);
        }
        return new Preview(fates, given, taken, concerned.size(), most);
    }

    private static String key(byte[] sha256, Line line) {
        return AdjustmentFiles.key(sha256, line.number());
    }

    /** What members can use now; nobody's account is held for a look. */
    private Map<MemberId, Long> usable(Set<MemberId> whose, Instant now) {
        var usable = new HashMap<MemberId, Long>();
        for (var some : inPortions(whose)) {
            accounts.openLots(some)
                    .forEach((member, lots) -> usable.put(
                            member,
                            lots.stream()
                                    .filter(lot -> !lot.hasExpiredBy(now))
                                    .map(Lot::remaining)
                                    .mapToLong(Points::value)
                                    .sum()));
        }
        return usable;
    }

    /** What decides about lines, whatever the accounts hold. */
    private record Scene(
            Map<Identifier, MemberId> members,
            Map<MemberId, MemberStatus> statuses,
            Map<String, Reason> reasons,
            Set<String> booked,
            Set<MemberId> own) {

        Fate fate(Line line, String key) {
            var member = members.get(line.member());
            if (member != null && booked.contains(key)) {
                return new Fate.CountedBefore();
            }
            var problem = problem(line, member);
            return problem == null ? new Fate.Counts() : new Fate.LeftOut(problem);
        }

        private @Nullable Problem problem(Line line, @Nullable MemberId member) {
            if (isUnreasonable(line)) {
                return Problem.BAD_POINTS;
            }
            if (!reasons.containsKey(line.reason())) {
                return Problem.UNKNOWN_REASON;
            }
            if (line.note().map(String::length).orElse(0) > AdjustPoints.LONGEST_MEMBER_NOTE) {
                return Problem.NOTE_TOO_LONG;
            }
            if (member == null) {
                return Problem.UNKNOWN_MEMBER;
            }
            if (own.contains(member)) {
                return Problem.OWN_ACCOUNT;
            }
            return statuses.get(member) == MemberStatus.CLOSED ? Problem.MEMBER_CLOSED : null;
        }
    }

    private static boolean isUnreasonable(Line line) {
        return line.points() == 0 || Math.abs(line.points()) > AdjustPoints.MOST;
    }

    private Scene scene(byte[] sha256, List<Line> lines, Set<MemberId> own) {
        var known = new HashMap<Identifier, MemberId>();
        for (var some : inPortions(lines.stream().map(Line::member).collect(Collectors.toSet()))) {
            known.putAll(members.recognise(some));
        }
        var statuses = new HashMap<MemberId, MemberStatus>();
        for (var some : inPortions(Set.copyOf(known.values()))) {
            statuses.putAll(members.statuses(some));
        }
        var keys = new HashMap<String, MemberId>();
        for (var line : lines) {
            var member = known.get(line.member());
            if (member != null) {
                keys.put(key(sha256, line), member);
            }
        }
        return new Scene(
                known,
                statuses,
                adjustments.reasons().stream().collect(Collectors.toMap(Reason::code, Function.identity())),
                files.booked(keys),
                own);
    }

    private static <T> List<List<T>> inPortions(Collection<T> all) {
        var list = List.copyOf(all);
        var portions = new ArrayList<List<T>>();
        for (var from = 0; from < list.size(); from += AT_ONCE) {
            portions.add(list.subList(from, Math.min(list.size(), from + AT_ONCE)));
        }
        return portions;
    }

    // --- whose word it takes -------------------------------------------------------------------

    @Override
    public Outcome propose(Proposal proposal, StaffId by) {
        var note = proposal.note().strip();
        if (note.isEmpty() || note.length() > AdjustPoints.LONGEST_INTERNAL_NOTE) {
            return new Outcome.NoteMissing();
        }
        return transactions.run(() -> {
            var now = clock.instant();
            var limit = policies.at(now).policy().adjustments().aloneWith(roles(by));
            var alone = proposal.most() <= limit;
            var file = new File(
                    proposal.id(),
                    alone ? Status.ALLOWED : Status.PROPOSED,
                    proposal.lines(),
                    proposal.given(),
                    proposal.taken(),
                    by,
                    alone ? Optional.of(by) : Optional.empty());
            if (!files.add(file, proposal.sha256(), note, now)) {
                var before = files.lock(proposal.id()).orElseThrow().file();
                return switch (before.status()) {
                    case PROPOSED -> new Outcome.WaitsForApproval(limit);
                    case ALLOWED -> new Outcome.Allowed();
                    case DROPPED -> new Outcome.NotNow(Status.DROPPED);
                };
            }
            audit(file, note, alone ? "adjustment-file.allowed" : "adjustment-file.proposed", by);
            return alone ? new Outcome.Allowed() : new Outcome.WaitsForApproval(limit);
        });
    }

    @Override
    public Outcome approve(AdjustmentFileId id, StaffId by) {
        return decide(id, Status.ALLOWED, by);
    }

    @Override
    public Outcome drop(AdjustmentFileId id, StaffId by) {
        return decide(id, Status.DROPPED, by);
    }

    private Outcome decide(AdjustmentFileId id, Status status, StaffId by) {
        return transactions.run(() -> {
            var found = files.lock(id);
            if (found.isEmpty()) {
                return new Outcome.UnknownFile();
            }
            var file = found.get().file();
            if (file.status() != Status.PROPOSED) {
                return new Outcome.NotNow(file.status());
            }
            var mine = file.proposedBy().equals(by);
            var approves = !mine && roles(by).stream().anyMatch(AdjustPoints.APPROVERS::contains);
            if (!approves && !(mine && status == Status.DROPPED)) {
                return new Outcome.NotForYou();
            }
            files.decide(id, status, by, clock.instant());
            var allowed = status == Status.ALLOWED;
            audit(file, null, allowed ? "adjustment-file.approved" : "adjustment-file.dropped", by);
            return allowed ? new Outcome.Allowed() : new Outcome.Dropped();
        });
    }

    @Override
    public Optional<File> find(AdjustmentFileId id) {
        return files.find(id).map(AdjustmentFiles.Kept::file);
    }

    // --- booking -------------------------------------------------------------------------------

    @Override
    public List<Fate> book(AdjustmentFileId id, List<Line> lines) {
        var kept = files.find(id).orElseThrow(() -> new IllegalStateException("there is no file " + id));
        if (kept.file().status() != Status.ALLOWED) {
            throw new IllegalStateException(
                    "the file " + id + " is " + kept.file().status());
        }
        return lines.isEmpty() ? List.of() : transactions.run(() -> book(kept, lines));
    }

    private List<Fate> book(AdjustmentFiles.Kept kept, List<Line> lines) {
        var now = clock.instant();
        var policy = policies.at(now);
        var own = new HashSet<>(recogniseStaff.accountsOf(kept.file().proposedBy()));
        kept.file().decidedBy().map(recogniseStaff::accountsOf).ifPresent(own::addAll);
        var named = new HashMap<Identifier, MemberId>(
                members.recognise(lines.stream().map(Line::member).collect(Collectors.toSet())));
        var concerned = Set.copyOf(named.values());
        var locked = accounts.lock(concerned);
        // Under the lock: what another run has booked meanwhile is seen.
        var scene = scene(kept.sha256(), lines, own);
        var tiers = lifetimes.tiers(concerned, policy);
        var bookings = new ArrayList<Booking>();
        hold(locked, policy, now, bookings);
        var fates = new ArrayList<Fate>();
        for (var line : lines) {
            var key = key(kept.sha256(), line);
            var fate = scene.fate(line, key);
            if (fate instanceof Fate.Counts) {
                var member = Objects.requireNonNull(named.get(line.member()));
                var account = Objects.requireNonNull(locked.get(member));
                if (line.points() < 0
                        && policy.policy().refunds() != Refunds.OVERDRAFT
                        && !account.balance().covers(Points.of(-line.points()))) {
                    fate = new Fate.LeftOut(Problem.NOT_ENOUGH);
                } else {
                    bookings.add(account.adjust(
                            Occasion.of(key, now),
                            new Why.Adjusted(
                                    Objects.requireNonNull(scene.reasons().get(line.reason()))
                                            .name(),
                                    line.note().orElse(null)),
                            line.points(),
                            0,
                            policy.expiryOf(now, tiers.get(member))));
                }
            }
            fates.add(fate);
        }
        accounts.store(bookings);
        Expiries.of(bookings, now).ifPresent(events::publishEvent);
        return fates;
    }

    private void hold(Map<MemberId, PointsAccount> locked, ExpiryPolicy policy, Instant now, List<Booking> bookings) {
        var lots = accounts.openLots(locked.keySet());
        locked.forEach((member, account) -> {
            account.hold(prolonging.living(member, lots.getOrDefault(member, List.of()), policy, now));
            bookings.addAll(account.expire(now, policy));
        });
    }

    private Set<StaffRole> roles(StaffId who) {
        return staff.find(who).map(Staff::roles).orElse(Set.of());
    }

    private void audit(File file, @Nullable String note, String action, StaffId by) {
        changes.record(new RecordChange.Change(
                by,
                action,
                "adjustment-file",
                file.id().toString(),
                null,
                AsJson.of(new Audited(note, file.lines(), file.given(), file.taken()))));
    }

    private record Audited(@Nullable String note, int lines, long given, long taken) {}
}
