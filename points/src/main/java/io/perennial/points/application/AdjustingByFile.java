package io.perennial.points.application;

import io.perennial.membership.MemberStatus;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.RecogniseStaff;
import io.perennial.membership.RecordChange;
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
import io.perennial.points.domain.Occasion;
import io.perennial.points.domain.PointsAccounts;
import io.perennial.points.domain.PointsPolicies;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
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

    private static final int CHUNK = 500;
    private static final int MOST_LEFT_OUT = 1_000;
    private static final String BOOKED = "BOOKED";

    private final Transactions transactions;
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
            Transactions transactions,
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

    @Override
    public Received receive(Upload upload, StaffId by) {
        var note = upload.note().strip();
        if (note.isEmpty() || note.length() > AdjustPoints.LONGEST_INTERNAL_NOTE) {
            return new Received.NoteMissing();
        }
        if (upload.lines().size() + upload.unreadable().size() > MOST_LINES) {
            return new Received.TooManyLines();
        }
        return transactions.run(() -> keep(upload, note, by));
    }

    private Received keep(Upload upload, String note, StaffId by) {
        var before = files.bySha256(upload.sha256());
        if (before.isPresent()) {
            return new Received.SentBefore(before.get());
        }
        var known = members.recognise(upload.lines().stream().map(Line::member).collect(Collectors.toSet()));
        var reasons = reasons();
        var own = recogniseStaff.accountsOf(by);
        var leftOut = new ArrayList<>(upload.unreadable());
        var good = new ArrayList<AdjustmentFiles.Line>();
        for (var line : upload.lines()) {
            var member = known.get(line.member());
            var problem = problem(line, member == null, member != null && own.contains(member), reasons.keySet());
            if (problem != null) {
                leftOut.add(new LeftOut(line.number(), problem, line.member().value()));
            } else {
                good.add(new AdjustmentFiles.Line(
                        line.number(),
                        Objects.requireNonNull(member),
                        line.points(),
                        line.reason(),
                        line.note().orElse(null)));
            }
        }
        leftOut.sort(Comparator.comparingInt(LeftOut::number));
        if (good.isEmpty()) {
            return new Received.NothingInIt(
                    leftOut.stream().limit(MOST_LEFT_OUT).toList());
        }
        var file = new File(
                AdjustmentFileId.next(),
                upload.fileName().substring(0, Math.min(200, upload.fileName().length())),
                note,
                Status.READY,
                good.size(),
                0,
                good.stream().mapToLong(line -> Math.max(0, line.points())).sum(),
                good.stream().mapToLong(line -> Math.max(0, -line.points())).sum(),
                leftOut.stream().limit(MOST_LEFT_OUT).toList(),
                by,
                clock.instant(),
                Optional.empty());
        if (!files.add(file, upload.sha256(), good)) {
            return new Received.SentBefore(files.bySha256(upload.sha256()).orElseThrow());
        }
        audit(file, "adjustment-file.sent", by);
        return new Received.Kept(file.id());
    }

    private static @Nullable Problem problem(Line line, boolean unknown, boolean own, Set<String> reasons) {
        if (line.points() == 0 || Math.abs(line.points()) > AdjustPoints.MOST) {
            return Problem.BAD_POINTS;
        }
        if (!reasons.contains(line.reason())) {
            return Problem.UNKNOWN_REASON;
        }
        if (line.note().map(String::length).orElse(0) > AdjustPoints.LONGEST_MEMBER_NOTE) {
            return Problem.NOTE_TOO_LONG;
        }
        if (unknown) {
            return Problem.UNKNOWN_MEMBER;
        }
        return own ? Problem.OWN_ACCOUNT : null;
    }

    @Override
    public Outcome start(AdjustmentFileId id, StaffId by) {
        var refusal = transactions.runAlone(() -> Optional.ofNullable(begin(id, by)));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        while (transactions.runAlone(() -> chunk(id))) {
            // each chunk is a transaction of its own
        }
        return new Outcome.Booked(files.find(id).orElseThrow().booked());
    }

    /** @return nothing when booking may begin or go on */
    private @Nullable Outcome begin(AdjustmentFileId id, StaffId by) {
        var found = files.lock(id);
        if (found.isEmpty()) {
            return new Outcome.UnknownFile();
        }
        var file = found.get();
        var mine = file.proposedBy().equals(by);
        return switch (file.status()) {
            case BOOKING -> null;
            case BOOKED, DROPPED -> new Outcome.NotNow(file.status());
            case READY -> mine ? beginAlone(file, by) : new Outcome.NotForYou();
            case PROPOSED -> {
                if (mine || roles(by).stream().noneMatch(AdjustPoints.APPROVERS::contains)) {
                    yield new Outcome.NotForYou();
                }
                files.move(id, Status.BOOKING, by, clock.instant());
                audit(file, "adjustment-file.approved", by);
                yield null;
            }
        };
    }

    private @Nullable Outcome beginAlone(File file, StaffId by) {
        var now = clock.instant();
        var alone = policies.at(now).policy().adjustments().aloneWith(roles(by));
        if (file.given() + file.taken() > alone) {
            files.move(file.id(), Status.PROPOSED, null, now);
            audit(file, "adjustment-file.proposed", by);
            return new Outcome.WaitsForApproval(alone);
        }
        files.move(file.id(), Status.BOOKING, by, now);
        audit(file, "adjustment-file.started", by);
        return null;
    }

    @Override
    public Outcome drop(AdjustmentFileId id, StaffId by) {
        return transactions.run(() -> {
            var found = files.lock(id);
            if (found.isEmpty()) {
                return new Outcome.UnknownFile();
            }
            var file = found.get();
            if (file.status() != Status.READY && file.status() != Status.PROPOSED) {
                return new Outcome.NotNow(file.status());
            }
            if (!file.proposedBy().equals(by) && roles(by).stream().noneMatch(AdjustPoints.APPROVERS::contains)) {
                return new Outcome.NotForYou();
            }
            files.move(id, Status.DROPPED, by, clock.instant());
            audit(file, "adjustment-file.dropped", by);
            return new Outcome.Dropped();
        });
    }

    /** @return whether there may be more */
    private boolean chunk(AdjustmentFileId id) {
        var file = files.lock(id).orElseThrow();
        if (file.status() != Status.BOOKING) {
            return false;
        }
        var now = clock.instant();
        var lines = files.waiting(id, CHUNK);
        if (lines.isEmpty()) {
            files.move(id, Status.BOOKED, file.decidedBy().orElse(null), now);
            return false;
        }
        var policy = policies.at(now);
        var concerned = lines.stream().map(AdjustmentFiles.Line::member).collect(Collectors.toSet());
        var statuses = members.statuses(concerned);
        var tiers = lifetimes.tiers(concerned, policy);
        var reasons = reasons();
        var locked = accounts.lock(concerned);
        var lots = accounts.openLots(concerned);
        var bookings = new ArrayList<Booking>();
        for (var member : concerned) {
            var account = Objects.requireNonNull(locked.get(member));
            account.hold(prolonging.living(member, lots.getOrDefault(member, List.of()), policy, now));
            bookings.addAll(account.expire(now, policy));
        }
        var outcomes = new HashMap<Integer, String>();
        var leftOut = new ArrayList<>(file.leftOut());
        var second = file.decidedBy()
                .filter(each -> !each.equals(file.proposedBy()))
                .map(recogniseStaff::accountsOf)
                .orElse(new HashSet<>());
        for (var line : lines) {
            var account = Objects.requireNonNull(locked.get(line.member()));
            Problem problem = null;
            if (statuses.get(line.member()) == MemberStatus.CLOSED) {
                problem = Problem.MEMBER_CLOSED;
            } else if (second.contains(line.member())) {
                problem = Problem.OWN_ACCOUNT;
            } else if (line.points() < 0
                    && policy.policy().refunds() != Refunds.OVERDRAFT
                    && !account.balance().covers(Points.of(-line.points()))) {
                problem = Problem.NOT_ENOUGH;
            }
            if (problem != null) {
                outcomes.put(line.number(), problem.name());
                leftOut.add(new LeftOut(line.number(), problem, ""));
                continue;
            }
            bookings.add(account.adjust(
                    Occasion.of("adjust-file:%s:%d".formatted(id, line.number()), now),
                    new Why.Adjusted(
                            Objects.requireNonNull(reasons.get(line.reason())).name(), line.note()),
                    line.points(),
                    0,
                    policy.expiryOf(now, tiers.get(line.member()))));
            outcomes.put(line.number(), BOOKED);
        }
        accounts.store(bookings);
        Expiries.of(bookings, now).ifPresent(events::publishEvent);
        leftOut.sort(Comparator.comparingInt(LeftOut::number));
        files.dealtWith(
                id,
                outcomes,
                leftOut.stream().limit(MOST_LEFT_OUT).toList(),
                Math.toIntExact(
                        outcomes.values().stream().filter(BOOKED::equals).count()));
        return true;
    }

    @Override
    public Optional<File> find(AdjustmentFileId id) {
        return files.find(id);
    }

    @Override
    public List<File> latest(int limit) {
        return files.latest(limit);
    }

    private Map<String, Reason> reasons() {
        return adjustments.reasons().stream().collect(Collectors.toMap(Reason::code, Function.identity()));
    }

    private Set<StaffRole> roles(StaffId who) {
        return staff.find(who).map(Staff::roles).orElse(Set.of());
    }

    private void audit(File file, String action, StaffId by) {
        changes.record(new RecordChange.Change(
                by,
                action,
                "adjustment-file",
                file.id().toString(),
                null,
                AsJson.of(new Audited(file.fileName(), file.note(), file.lines(), file.given(), file.taken()))));
    }

    private record Audited(String fileName, String note, int lines, long given, long taken) {}
}
