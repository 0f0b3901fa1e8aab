package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipMember.MEMBERSHIP_MEMBER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipMerge.MEMBERSHIP_MERGE;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipMergePart.MEMBERSHIP_MERGE_PART;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStaff.MEMBERSHIP_STAFF;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.jooq.impl.DSL.noCondition;

import io.perennial.membership.FollowMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.MergeId;
import io.perennial.membership.MergeMembers;
import io.perennial.membership.MergeMembers.Part;
import io.perennial.membership.ReadMerges.Merge;
import io.perennial.membership.ReadMerges.State;
import io.perennial.membership.StaffId;
import io.perennial.membership.adapter.jooq.generated.tables.records.MembershipMergeRecord;
import io.perennial.membership.domain.Before;
import io.perennial.membership.domain.Merges;
import io.perennial.membership.domain.PastMerges;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** {@code merged_into} names the last one in line, so that nobody has to follow a way; merges themselves keep the way. */
@Component
class JooqMerges implements Merges, PastMerges, FollowMembers {

    /** What parts of a merge are called that were identifiers, as {@code KIND:value}. */
    static final String IDENTIFIER = "identifier";

    private static final List<String> STANDING = List.of(State.MERGED.name(), State.UNDO_ASKED.name());
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DSLContext dsl;

    JooqMerges(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Map<MemberId, MemberId> survivors(Collection<MemberId> members) {
        if (members.isEmpty()) {
            return Map.of();
        }
        return dsl.select(MEMBERSHIP_MEMBER.MEMBER_ID, MEMBERSHIP_MEMBER.MERGED_INTO)
                .from(MEMBERSHIP_MEMBER)
                .where(MEMBERSHIP_MEMBER.MEMBER_ID.in(
                        members.stream().map(MemberId::value).toList()))
                .and(MEMBERSHIP_MEMBER.MERGED_INTO.isNotNull())
                .fetchMap(row -> new MemberId(row.value1()), row -> new MemberId(row.value2()));
    }

    @Override
    public List<MemberId> mergedInto(MemberId survivor) {
        return dsl.select(MEMBERSHIP_MEMBER.MEMBER_ID)
                .from(MEMBERSHIP_MEMBER)
                .join(MEMBERSHIP_MERGE)
                .on(MEMBERSHIP_MERGE.MERGED_ID.eq(MEMBERSHIP_MEMBER.MEMBER_ID), MEMBERSHIP_MERGE.STATE.in(STANDING))
                .where(MEMBERSHIP_MEMBER.MERGED_INTO.eq(survivor.value()))
                .orderBy(MEMBERSHIP_MERGE.DECIDED_AT, MEMBERSHIP_MERGE.MERGE_ID)
                .fetch(row -> new MemberId(row.value1()));
    }

    @Override
    public Optional<Merge> find(MergeId merge) {
        return read(MEMBERSHIP_MERGE.MERGE_ID.eq(merge.value()), 1).stream().findFirst();
    }

    @Override
    public List<Merge> open(MemberId member) {
        var states = Stream.concat(Stream.of(State.PROPOSED.name()), STANDING.stream())
                .toList();
        return read(
                MEMBERSHIP_MERGE
                        .STATE
                        .in(states)
                        .and(MEMBERSHIP_MERGE
                                .MERGED_ID
                                .eq(member.value())
                                .or(MEMBERSHIP_MERGE.SURVIVOR_ID.eq(member.value()))),
                Integer.MAX_VALUE);
    }

    @Override
    public List<Merge> of(MemberId member) {
        return read(
                MEMBERSHIP_MERGE.MERGED_ID.eq(member.value()).or(MEMBERSHIP_MERGE.SURVIVOR_ID.eq(member.value())),
                Integer.MAX_VALUE);
    }

    @Override
    public List<Merge> before(Optional<MergeId> after, int most) {
        return read(
                after.map(last -> MEMBERSHIP_MERGE.MERGE_ID.lt(last.value())).orElse(noCondition()), most);
    }

    @Override
    public List<Merge> waiting(int most) {
        return read(MEMBERSHIP_MERGE.STATE.in(State.PROPOSED.name(), State.UNDO_ASKED.name()), most)
                .reversed();
    }

    @Override
    public int waitingCount(int most) {
        return dsl.fetchCount(dsl.select(MEMBERSHIP_MERGE.MERGE_ID)
                .from(MEMBERSHIP_MERGE)
                .where(MEMBERSHIP_MERGE.STATE.in(State.PROPOSED.name(), State.UNDO_ASKED.name()))
                .limit(most));
    }

    @Override
    public Map<MergeId, List<Identifier>> identifiers(Collection<MergeId> merges) {
        return dsl.select(MEMBERSHIP_MERGE_PART.MERGE_ID, MEMBERSHIP_MERGE_PART.ITEM)
                .from(MEMBERSHIP_MERGE_PART)
                .where(
                        MEMBERSHIP_MERGE_PART.MERGE_ID.in(
                                merges.stream().map(MergeId::value).toList()),
                        MEMBERSHIP_MERGE_PART.WHAT.eq(IDENTIFIER))
                .orderBy(MEMBERSHIP_MERGE_PART.MERGE_ID, MEMBERSHIP_MERGE_PART.ITEM)
                .fetchGroups(row -> new MergeId(row.value1()), row -> identifier(row.value2()));
    }

    private static Identifier identifier(String item) {
        var parts = item.split(":", 2);
        return new Identifier(Identifier.Kind.valueOf(parts[0]), parts[1]);
    }

    /** The newest first. */
    private List<Merge> read(Condition which, int most) {
        var rows = dsl.selectFrom(MEMBERSHIP_MERGE)
                .where(which)
                .orderBy(MEMBERSHIP_MERGE.MERGE_ID.desc())
                .limit(most)
                .fetch();
        var names = names(rows);
        return rows.map(row -> toMerge(row, names));
    }

    private Map<StaffId, String> names(Result<MembershipMergeRecord> rows) {
        var ids = new HashSet<UUID>();
        rows.forEach(row -> Stream.of(row.getProposedBy(), row.getDecidedBy(), row.getUndoAskedBy(), row.getUndoneBy())
                .flatMap(Stream::ofNullable)
                .forEach(ids::add));
        return ids.isEmpty()
                ? Map.of()
                : dsl.select(MEMBERSHIP_STAFF.STAFF_ID, MEMBERSHIP_STAFF.DISPLAY_NAME)
                        .from(MEMBERSHIP_STAFF)
                        .where(MEMBERSHIP_STAFF.STAFF_ID.in(ids))
                        .fetchMap(row -> new StaffId(row.value1()), row -> row.value2());
    }

    @Override
    public void propose(Merge proposed) {
        dsl.insertInto(MEMBERSHIP_MERGE)
                .set(MEMBERSHIP_MERGE.MERGE_ID, proposed.id().value())
                .set(MEMBERSHIP_MERGE.MERGED_ID, proposed.merged().value())
                .set(MEMBERSHIP_MERGE.SURVIVOR_ID, proposed.survivor().value())
                .set(MEMBERSHIP_MERGE.STATE, State.PROPOSED.name())
                .set(
                        MEMBERSHIP_MERGE.TAKEN,
                        proposed.taken().stream().map(Part::name).sorted().collect(joining(",")))
                .set(MEMBERSHIP_MERGE.REASON, proposed.reason())
                .set(MEMBERSHIP_MERGE.PROPOSED_BY, proposed.proposedBy().value())
                .set(MEMBERSHIP_MERGE.PROPOSED_AT, proposed.proposedAt())
                .execute();
    }

    @Override
    public void drop(MergeId merge, StaffId by, Instant at) {
        dsl.update(MEMBERSHIP_MERGE)
                .set(MEMBERSHIP_MERGE.STATE, State.DROPPED.name())
                .set(MEMBERSHIP_MERGE.DECIDED_BY, by.value())
                .set(MEMBERSHIP_MERGE.DECIDED_AT, at)
                .where(MEMBERSHIP_MERGE.MERGE_ID.eq(merge.value()))
                .execute();
    }

    @Override
    public void done(Merge merge, StaffId by, Instant at, Before before) {
        dsl.update(MEMBERSHIP_MERGE)
                .set(MEMBERSHIP_MERGE.STATE, State.MERGED.name())
                .set(MEMBERSHIP_MERGE.DECIDED_BY, by.value())
                .set(MEMBERSHIP_MERGE.DECIDED_AT, at)
                .set(MEMBERSHIP_MERGE.BEFORE_JSON, JSON.writeValueAsString(before))
                .where(MEMBERSHIP_MERGE.MERGE_ID.eq(merge.id().value()))
                .execute();
        dsl.update(MEMBERSHIP_MEMBER)
                .set(MEMBERSHIP_MEMBER.MERGED_INTO, merge.survivor().value())
                .where(MEMBERSHIP_MEMBER
                        .MEMBER_ID
                        .eq(merge.merged().value())
                        .or(MEMBERSHIP_MEMBER.MERGED_INTO.eq(merge.merged().value())))
                .execute();
    }

    @Override
    public void askUndo(MergeId merge, String reason, StaffId by, Instant at) {
        dsl.update(MEMBERSHIP_MERGE)
                .set(MEMBERSHIP_MERGE.STATE, State.UNDO_ASKED.name())
                .set(MEMBERSHIP_MERGE.UNDO_REASON, reason)
                .set(MEMBERSHIP_MERGE.UNDO_ASKED_BY, by.value())
                .set(MEMBERSHIP_MERGE.UNDO_ASKED_AT, at)
                .where(MEMBERSHIP_MERGE.MERGE_ID.eq(merge.value()))
                .execute();
    }

    @Override
    public void dropUndo(MergeId merge) {
        dsl.update(MEMBERSHIP_MERGE)
                .set(MEMBERSHIP_MERGE.STATE, State.MERGED.name())
                .setNull(MEMBERSHIP_MERGE.UNDO_REASON)
                .setNull(MEMBERSHIP_MERGE.UNDO_ASKED_BY)
                .setNull(MEMBERSHIP_MERGE.UNDO_ASKED_AT)
                .where(MEMBERSHIP_MERGE.MERGE_ID.eq(merge.value()))
                .execute();
    }

    /** Who went into the merged one before goes on being it. */
    @Override
    public void undone(Merge merge, StaffId by, Instant at) {
        dsl.update(MEMBERSHIP_MERGE)
                .set(MEMBERSHIP_MERGE.STATE, State.UNDONE.name())
                .set(MEMBERSHIP_MERGE.UNDONE_BY, by.value())
                .set(MEMBERSHIP_MERGE.UNDONE_AT, at)
                .where(MEMBERSHIP_MERGE.MERGE_ID.eq(merge.id().value()))
                .execute();
        dsl.update(MEMBERSHIP_MEMBER)
                .setNull(MEMBERSHIP_MEMBER.MERGED_INTO)
                .where(MEMBERSHIP_MEMBER.MEMBER_ID.eq(merge.merged().value()))
                .execute();
        var ways = new HashMap<UUID, UUID>();
        dsl.select(MEMBERSHIP_MERGE.MERGED_ID, MEMBERSHIP_MERGE.SURVIVOR_ID)
                .from(MEMBERSHIP_MERGE)
                .join(MEMBERSHIP_MEMBER)
                .on(MEMBERSHIP_MEMBER.MEMBER_ID.eq(MEMBERSHIP_MERGE.MERGED_ID))
                .where(MEMBERSHIP_MEMBER.MERGED_INTO.eq(merge.survivor().value()), MEMBERSHIP_MERGE.STATE.in(STANDING))
                .forEach(row -> ways.put(row.value1(), row.value2()));
        var back = ways.keySet().stream()
                .filter(member -> end(member, ways).equals(merge.merged().value()))
                .toList();
        if (!back.isEmpty()) {
            dsl.update(MEMBERSHIP_MEMBER)
                    .set(MEMBERSHIP_MEMBER.MERGED_INTO, merge.merged().value())
                    .where(MEMBERSHIP_MEMBER.MEMBER_ID.in(back))
                    .execute();
        }
    }

    private static UUID end(UUID member, Map<UUID, UUID> ways) {
        var at = member;
        for (var next = ways.get(at); next != null; next = ways.get(at)) {
            at = next;
        }
        return at;
    }

    @Override
    public Optional<Before> before(MergeId merge) {
        return dsl.select(MEMBERSHIP_MERGE.BEFORE_JSON)
                .from(MEMBERSHIP_MERGE)
                .where(MEMBERSHIP_MERGE.MERGE_ID.eq(merge.value()), MEMBERSHIP_MERGE.BEFORE_JSON.isNotNull())
                .fetchOptional(row -> JSON.readValue(row.value1(), Before.class));
    }

    @Override
    public void note(MergeId merge, String what, List<String> items) {
        if (items.isEmpty()) {
            return;
        }
        var insert = dsl.insertInto(
                MEMBERSHIP_MERGE_PART,
                MEMBERSHIP_MERGE_PART.MERGE_ID,
                MEMBERSHIP_MERGE_PART.WHAT,
                MEMBERSHIP_MERGE_PART.ITEM);
        for (var item : items) {
            insert = insert.values(merge.value(), what, item);
        }
        insert.execute();
    }

    @Override
    public List<String> noted(MergeId merge, String what) {
        return dsl.select(MEMBERSHIP_MERGE_PART.ITEM)
                .from(MEMBERSHIP_MERGE_PART)
                .where(MEMBERSHIP_MERGE_PART.MERGE_ID.eq(merge.value()), MEMBERSHIP_MERGE_PART.WHAT.eq(what))
                .fetch(MEMBERSHIP_MERGE_PART.ITEM);
    }

    private static Merge toMerge(MembershipMergeRecord row, Map<StaffId, String> names) {
        var state = State.valueOf(row.getState());
        var decided = row.getDecidedAt();
        var isMerged = state == State.MERGED || state == State.UNDO_ASKED;
        return new Merge(
                new MergeId(row.getMergeId()),
                new MemberId(row.getMergedId()),
                new MemberId(row.getSurvivorId()),
                state,
                row.getTaken().isEmpty()
                        ? java.util.Set.of()
                        : Arrays.stream(row.getTaken().split(","))
                                .map(Part::valueOf)
                                .collect(toUnmodifiableSet()),
                row.getReason(),
                new StaffId(row.getProposedBy()),
                row.getProposedAt(),
                staff(row.getDecidedBy()),
                decided,
                isMerged && decided != null ? decided.plus(MergeMembers.UNDO_WITHIN) : null,
                row.getUndoReason(),
                staff(row.getUndoAskedBy()),
                row.getUndoAskedAt(),
                staff(row.getUndoneBy()),
                row.getUndoneAt(),
                names);
    }

    private static @Nullable StaffId staff(@Nullable UUID id) {
        return id == null ? null : new StaffId(id);
    }
}
