package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsRule.POINTS_RULE;
import static java.util.stream.Collectors.groupingBy;

import io.perennial.insights.ActivityType;
import io.perennial.membership.BilingualText;
import io.perennial.membership.StaffId;
import io.perennial.points.EarnRule;
import io.perennial.points.ReadRules;
import io.perennial.points.RuleId;
import io.perennial.points.Why;
import io.perennial.points.domain.EarnRules;
import io.perennial.points.domain.RuleBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps the rule book in memory, because every activity asks for it and few people ever change it. What this instance
 * publishes holds at once, what another one publishes after two seconds at most.
 */
@Repository
class JooqEarnRules implements EarnRules, ReadRules {

    private static final Duration FRESH = Duration.ofSeconds(2);

    private final DSLContext dsl;
    private final Clock clock;
    private volatile @Nullable Copy copy;

    JooqEarnRules(DSLContext dsl, Clock clock) {
        this.dsl = dsl;
        this.clock = clock;
    }

    @Override
    public RuleBook book() {
        return fresh().book();
    }

    @Override
    public RuleBook knowing(Collection<Why.Paid> versions) {
        var book = book();
        if (versions.stream().allMatch(each -> book.knows(each.id(), each.version()))) {
            return book;
        }
        copy = null;
        return book();
    }

    @Override
    public List<Published> all() {
        return fresh().all();
    }

    private Copy fresh() {
        var now = clock.instant();
        var kept = copy;
        if (kept == null || !kept.isFreshAt(now)) {
            var all = dsl.selectFrom(POINTS_RULE)
                    .orderBy(POINTS_RULE.PUBLISHED_AT, POINTS_RULE.RULE_ID, POINTS_RULE.VERSION)
                    .fetch(JooqEarnRules::toPublished);
            kept = new Copy(List.copyOf(all), new RuleBook(all), now);
            copy = kept;
        }
        return kept;
    }

    private record Copy(List<Published> all, RuleBook book, Instant readAt) {

        /** Also stale when the clock was put back. */
        boolean isFreshAt(Instant now) {
            return !now.isBefore(readAt) && now.isBefore(readAt.plus(FRESH));
        }
    }

    @Override
    public List<Published> lock(RuleId rule) {
        return dsl.selectFrom(POINTS_RULE)
                .where(POINTS_RULE.RULE_ID.eq(rule.value()))
                .orderBy(POINTS_RULE.VERSION)
                .forUpdate()
                .fetch(JooqEarnRules::toPublished);
    }

    @Override
    public boolean add(EarnRule version, Instant publishedAt, StaffId by) {
        var added = dsl.insertInto(POINTS_RULE)
                .set(POINTS_RULE.RULE_ID, version.id().value())
                .set(POINTS_RULE.VERSION, version.version())
                .set(POINTS_RULE.NAME_ZH, version.name().zh())
                .set(POINTS_RULE.NAME_EN, version.name().en())
                .set(POINTS_RULE.ACTIVITY_TYPE, version.activityType().code())
                .set(POINTS_RULE.DEFINITION, StoredJson.definitionOf(version))
                .set(POINTS_RULE.EFFECTIVE_FROM, version.effectiveFrom())
                .set(POINTS_RULE.EFFECTIVE_UNTIL, version.effectiveUntil())
                .set(POINTS_RULE.PUBLISHED_AT, publishedAt)
                .set(POINTS_RULE.PUBLISHED_BY, by.value())
                .onDuplicateKeyIgnore()
                .execute();
        forgetAtTheEnd();
        return added == 1;
    }

    @Override
    public void retire(RuleId rule, int fromVersion, Instant at) {
        dsl.update(POINTS_RULE)
                .set(POINTS_RULE.RETIRED_AT, at)
                .where(
                        POINTS_RULE.RULE_ID.eq(rule.value()),
                        POINTS_RULE.VERSION.ge(fromVersion),
                        POINTS_RULE.RETIRED_AT.isNull())
                .execute();
        forgetAtTheEnd();
    }

    /** Others must not read the old book between this change and its commit, nor the new one if it is rolled back. */
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
    public String asJson(EarnRule version) {
        return StoredJson.of(version);
    }

    @Override
    public List<Published> current() {
        return dsl
                .selectFrom(POINTS_RULE)
                .where(POINTS_RULE.RETIRED_AT.isNull())
                .orderBy(POINTS_RULE.VERSION.desc())
                .fetch(JooqEarnRules::toPublished)
                .stream()
                .collect(groupingBy(version -> version.rule().id()))
                .values()
                .stream()
                .flatMap(versions -> standing(versions).stream())
                .sorted(Comparator.comparing(
                                (Published version) -> version.rule().name().en())
                        .thenComparing(version -> version.rule().id().toString()))
                .toList();
    }

    @Override
    public List<Published> history(RuleId rule) {
        return dsl.selectFrom(POINTS_RULE)
                .where(POINTS_RULE.RULE_ID.eq(rule.value()))
                .orderBy(POINTS_RULE.VERSION.desc())
                .fetch(JooqEarnRules::toPublished);
    }

    @Override
    public Optional<Published> find(RuleId rule) {
        var history = history(rule);
        var live = history.stream()
                .filter(version -> version.retiredAt().isEmpty())
                .toList();
        return standing(live.isEmpty() ? history : live);
    }

    private static Optional<Published> standing(List<Published> newestFirst) {
        return newestFirst.stream()
                .filter(version -> version.rule().isForEveryone())
                .findFirst()
                .or(() -> newestFirst.stream().findFirst());
    }

    static Published toPublished(Record row) {
        var definition = StoredJson.definition(row.get(POINTS_RULE.DEFINITION));
        return new Published(
                definition.rule(
                        new RuleId(row.get(POINTS_RULE.RULE_ID)),
                        row.get(POINTS_RULE.VERSION),
                        new BilingualText(row.get(POINTS_RULE.NAME_ZH), row.get(POINTS_RULE.NAME_EN)),
                        new ActivityType(row.get(POINTS_RULE.ACTIVITY_TYPE)),
                        row.get(POINTS_RULE.EFFECTIVE_FROM),
                        row.get(POINTS_RULE.EFFECTIVE_UNTIL)),
                row.get(POINTS_RULE.PUBLISHED_AT),
                Optional.ofNullable(row.get(POINTS_RULE.RETIRED_AT)));
    }
}
