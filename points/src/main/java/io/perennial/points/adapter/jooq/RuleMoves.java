package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsRule.POINTS_RULE;

import io.perennial.membership.MemberId;
import io.perennial.points.EarnRule;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.points.Why;
import io.perennial.points.domain.Fingerprint;
import io.perennial.points.domain.SealedText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What rules paid members, and what refunds took back of it, as the entries tell it. */
final class RuleMoves implements EntryWalk.Watch {

    /** Has each of them told to it. */
    interface Sink {

        /**
         * @param version that paid
         * @param day of what was paid for, in the programme's zone
         * @param points below zero when they were taken back; {@code times} below zero when nothing stays
         */
        void moved(EarnRule version, MemberId member, LocalDate day, long points, long times);
    }

    private record Version(UUID rule, int number) {}

    private final DSLContext dsl;
    private final ZoneId zone;
    private final Faults faults;
    private final List<? extends Sink> sinks;
    private final Map<Version, Optional<EarnRule>> versions = new HashMap<>();

    /** When that happened which the entries of the present member are about. */
    private final Map<Long, Instant> happened = new HashMap<>();

    private @Nullable UUID member;

    RuleMoves(DSLContext dsl, ZoneId zone, Faults faults, List<? extends Sink> sinks) {
        this.dsl = dsl;
        this.zone = zone;
        this.faults = faults;
        this.sinks = sinks;
    }

    @Override
    public void entry(SealedText entry, Fingerprint hash) {
        if (!entry.member().equals(member)) {
            member = entry.member();
            happened.clear();
        }
        var rule = entry.rule();
        var version = entry.ruleVersion();
        if (entry.kind().equals("EARNED")) {
            happened.put(entry.sequence(), entry.happenedAt());
            if (rule != null && version != null) {
                move(entry, new Version(rule, version), entry.happenedAt(), entry.points() + entry.pending(), 1);
            }
        } else if (entry.kind().equals("TAKEN_BACK")) {
            var purchase = entry.reverses() == null ? null : happened.get(entry.reverses());
            for (var each : takenBack(entry)) {
                var paid = each.rule();
                move(
                        entry,
                        new Version(paid.id().value(), paid.version()),
                        purchase == null ? entry.happenedAt() : purchase,
                        -each.points(),
                        each.whole() ? -1 : 0);
            }
        }
    }

    /** A reason that cannot be read is not the one that was booked: its hash tells so. */
    private static List<Why.Reversed> takenBack(SealedText entry) {
        try {
            return StoredJson.why(entry.why(), RuleMoves::unasked) instanceof Why.TakenBack back
                    ? back.rules()
                    : List.of();
        } catch (JacksonException | IllegalStateException e) {
            return List.of();
        }
    }

    private static EarnRule unasked(Why.Paid rule) {
        throw new IllegalStateException("nothing was judged when points of %s were taken back".formatted(rule));
    }

    private void move(SealedText entry, Version version, Instant happenedAt, long points, long times) {
        var rule = find(version);
        if (rule == null) {
            faults.add(
                    Breach.ENTRY_RULE, entry.member(), entry.sequence(), version.rule() + ":" + version.number(), null);
            return;
        }
        var day = LocalDate.ofInstant(happenedAt, zone);
        sinks.forEach(sink -> sink.moved(rule, new MemberId(entry.member()), day, points, times));
    }

    /** Versions never change; of one that is not known yet, this is the moment to ask. */
    private @Nullable EarnRule find(Version version) {
        if (!versions.containsKey(version)) {
            dsl.selectFrom(POINTS_RULE)
                    .where(POINTS_RULE.RULE_ID.eq(version.rule()))
                    .forEach(row -> versions.put(
                            new Version(row.getRuleId(), row.getVersion()),
                            Optional.of(JooqEarnRules.toPublished(row).rule())));
            versions.putIfAbsent(version, Optional.empty());
        }
        return versions.getOrDefault(version, Optional.empty()).orElse(null);
    }
}
