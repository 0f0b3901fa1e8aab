package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsPolicy.POINTS_POLICY;

import io.perennial.membership.Programme;
import io.perennial.membership.StaffId;
import io.perennial.points.PointsPolicy;
import io.perennial.points.ReadPolicy;
import io.perennial.points.domain.ExpiryPolicy;
import io.perennial.points.domain.PointsPolicies;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Keeps all versions in memory, as {@link JooqEarnRules} keeps the rules: every movement of points asks for them. */
@Repository
class JooqPointsPolicies implements PointsPolicies, ReadPolicy {

    private static final Duration FRESH = Duration.ofSeconds(2);

    private final DSLContext dsl;
    private final Programme programme;
    private final Clock clock;
    private volatile @Nullable Copy copy;

    JooqPointsPolicies(DSLContext dsl, Programme programme, Clock clock) {
        this.dsl = dsl;
        this.programme = programme;
        this.clock = clock;
    }

    @Override
    public ExpiryPolicy at(Instant moment) {
        for (var version : newestFirst()) {
            if (!moment.isBefore(version.effectiveFrom())) {
                return new ExpiryPolicy(version, programme.zone());
            }
        }
        throw new IllegalStateException("no policy holds at " + moment);
    }

    private List<PointsPolicy> newestFirst() {
        var now = clock.instant();
        var kept = copy;
        if (kept == null || !kept.isFreshAt(now)) {
            kept = new Copy(
                    dsl.selectFrom(POINTS_POLICY)
                            .orderBy(POINTS_POLICY.VERSION.desc())
                            .fetch(JooqPointsPolicies::toPolicy),
                    now);
            copy = kept;
        }
        return kept.newestFirst();
    }

    private record Copy(List<PointsPolicy> newestFirst, Instant readAt) {

        /** Also stale when the clock was put back. */
        boolean isFreshAt(Instant now) {
            return !now.isBefore(readAt) && now.isBefore(readAt.plus(FRESH));
        }
    }

    @Override
    public PointsPolicy newest() {
        return dsl.selectFrom(POINTS_POLICY)
                .orderBy(POINTS_POLICY.VERSION.desc())
                .limit(1)
                .fetchSingle(JooqPointsPolicies::toPolicy);
    }

    @Override
    public boolean add(PointsPolicy version, Instant publishedAt, StaffId by) {
        var added = dsl.insertInto(POINTS_POLICY)
                .set(POINTS_POLICY.VERSION, version.version())
                .set(POINTS_POLICY.DEFINITION, StoredPolicy.definitionOf(version))
                .set(POINTS_POLICY.EFFECTIVE_FROM, version.effectiveFrom())
                .set(POINTS_POLICY.PUBLISHED_AT, publishedAt)
                .set(POINTS_POLICY.PUBLISHED_BY, by.value())
                .onDuplicateKeyIgnore()
                .execute();
        forgetAtTheEnd();
        return added == 1;
    }

    /** Others must not read the old one between this change and its commit, nor the new one if it is rolled back. */
    private void forgetAtTheEnd() {
        copy = null;
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    copy = null;
                }
            });
        }
    }

    @Override
    public String asJson(PointsPolicy version) {
        return StoredPolicy.of(version);
    }

    @Override
    public PointsPolicy current() {
        return at(clock.instant()).policy();
    }

    @Override
    public List<Published> history() {
        var history = new ArrayList<Published>();
        var until = Optional.<Instant>empty();
        for (var row : dsl.selectFrom(POINTS_POLICY).orderBy(POINTS_POLICY.VERSION.desc())) {
            var policy = toPolicy(row);
            history.add(new Published(
                    policy,
                    row.get(POINTS_POLICY.PUBLISHED_AT),
                    Optional.ofNullable(row.get(POINTS_POLICY.PUBLISHED_BY)).map(StaffId::new),
                    until));
            var from = policy.effectiveFrom();
            until = until.filter(end -> end.isBefore(from)).or(() -> Optional.of(from));
        }
        return history;
    }

    private static PointsPolicy toPolicy(Record row) {
        return StoredPolicy.policy(
                row.get(POINTS_POLICY.VERSION),
                row.get(POINTS_POLICY.DEFINITION),
                row.get(POINTS_POLICY.EFFECTIVE_FROM));
    }
}
