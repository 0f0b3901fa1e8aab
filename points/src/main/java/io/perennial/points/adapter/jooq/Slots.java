package io.perennial.points.adapter.jooq;

import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.sum;

import io.perennial.membership.MemberId;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.TableField;

/**
 * Something of which there is only so much, kept in slots so that not everybody waits for the same row: rules' budgets,
 * missions' prizes. Only the first slot may be below zero: when there is less in all than was drawn before.
 */
record Slots(
        DSLContext dsl,
        Table<?> table,
        TableField<?, UUID> owner,
        TableField<?, Integer> slot,
        TableField<?, Long> share,
        TableField<?, Long> remaining) {

    /** So many people can draw at the same time. */
    private static final int NUMBER = 8;

    /**
     * From a slot of one's own, as long as that has enough: one statement, for which few others wait. Else from all of them,
     * locked in their order and only those that have anything, so that nobody waits for what is gone.
     */
    long draw(UUID whose, long wanted, MemberId by) {
        var drawn = dsl.update(table)
                .set(remaining, remaining.minus(wanted))
                .where(owner.eq(whose), slot.eq(slotOf(by)), remaining.ge(wanted))
                .execute();
        if (drawn == 1) {
            return wanted;
        }
        var slots = dsl.select(slot, remaining)
                .from(table)
                .where(owner.eq(whose), remaining.ne(0L))
                .orderBy(slot)
                .forUpdate()
                .fetch();
        var missing = Math.min(
                wanted,
                Math.max(0, slots.stream().mapToLong(each -> each.value2()).sum()));
        var got = missing;
        for (var each : slots) {
            var part = Math.min(missing, each.value2());
            if (part > 0) {
                dsl.update(table)
                        .set(remaining, remaining.minus(part))
                        .where(owner.eq(whose), slot.eq(each.value1()))
                        .execute();
                missing -= part;
            }
        }
        return got;
    }

    void giveBack(UUID whose, long number, MemberId by) {
        // What is missing in the first slot comes before anything can be drawn again.
        var filled = dsl.update(table)
                .set(remaining, remaining.plus(number))
                .where(owner.eq(whose), slot.eq(0), remaining.lt(0L))
                .execute();
        if (filled == 0) {
            dsl.update(table)
                    .set(remaining, remaining.plus(number))
                    .where(owner.eq(whose), slot.eq(slotOf(by)))
                    .execute();
        }
    }

    /**
     * There is so much in all from now on; what was drawn stays drawn.
     *
     * @param drawnBefore what was drawn before there was a limit
     */
    void limit(UUID whose, long total, long drawnBefore) {
        var slots = dsl.select(share, remaining)
                .from(table)
                .where(owner.eq(whose))
                .orderBy(slot)
                .forUpdate()
                .fetch();
        var before = slots.stream().mapToLong(each -> each.value1()).sum();
        var left = slots.isEmpty()
                ? total - drawnBefore
                : slots.stream().mapToLong(each -> each.value2()).sum() + total - before;
        var insert = dsl.insertInto(table, owner, slot, share, remaining);
        for (var number = 0; number < NUMBER; number++) {
            insert = insert.values(
                    whose, number, part(total, number), left < 0 ? number == 0 ? left : 0 : part(left, number));
        }
        insert.onDuplicateKeyUpdate()
                .set(share, excluded(share))
                .set(remaining, excluded(remaining))
                .execute();
    }

    void unlimit(UUID whose) {
        dsl.deleteFrom(table).where(owner.eq(whose)).execute();
    }

    Map<UUID, Long> left(Collection<UUID> these) {
        var left = sum(remaining);
        return dsl.select(owner, left)
                .from(table)
                .where(owner.in(these))
                .groupBy(owner)
                .fetchMap(owner, row -> row.value2().longValueExact());
    }

    private static long part(long whole, int slot) {
        return whole / NUMBER + (slot < whole % NUMBER ? 1 : 0);
    }

    private static int slotOf(MemberId member) {
        return Math.floorMod(member.value().hashCode(), NUMBER);
    }
}
