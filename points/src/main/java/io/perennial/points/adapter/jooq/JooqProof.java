package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAccount.POINTS_ACCOUNT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;
import static io.perennial.points.adapter.jooq.generated.tables.PointsSigningKey.POINTS_SIGNING_KEY;

import io.perennial.membership.MemberId;
import io.perennial.points.Points;
import io.perennial.points.ReadProof;
import io.perennial.points.domain.EarnRules;
import io.perennial.points.domain.Fingerprint;
import io.perennial.points.domain.Position;
import io.perennial.points.domain.SealedText;
import io.perennial.points.domain.SigningKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Entries are read up to a head, and none of them ever changes, so no moment has to be held still for it. */
@Repository
class JooqProof implements ReadProof {

    static final String FORM = "perennial-head-1";

    private final DSLContext dsl;
    private final EarnRules rules;
    private final SigningKey signingKey;
    private final Clock clock;
    private volatile @Nullable Key published;

    JooqProof(DSLContext dsl, EarnRules rules, SigningKey signingKey, Clock clock) {
        this.dsl = dsl;
        this.rules = rules;
        this.signingKey = signingKey;
        this.clock = clock;
    }

    @Override
    public Head head(MemberId member) {
        var position = dsl.select(
                        POINTS_ACCOUNT.BALANCE,
                        POINTS_ACCOUNT.PENDING,
                        POINTS_ACCOUNT.OWED,
                        POINTS_ACCOUNT.LAST_SEQ,
                        POINTS_ACCOUNT.HEAD)
                .from(POINTS_ACCOUNT)
                .where(POINTS_ACCOUNT.MEMBER_ID.eq(member.value()))
                .fetchOptional(row -> new Position(
                        Points.of(row.value1()),
                        Points.of(row.value2()),
                        Points.of(row.value3()),
                        row.value4(),
                        Fingerprint.of(row.value5())))
                .orElse(Position.NEW);
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var key = publish();
        var text = text(member, position, at, key);
        return new Head(
                member,
                position.sequence(),
                position.head().hex(),
                position.balance(),
                position.pending(),
                position.owed(),
                at,
                key,
                text,
                signingKey.sign(text));
    }

    private static String text(MemberId member, Position position, Instant at, Key key) {
        return FORM
                + "\nmember=" + member
                + "\nsequence=" + position.sequence()
                + "\nhash=" + position.head()
                + "\nbalance=" + position.balance()
                + "\npending=" + position.pending()
                + "\nowed=" + position.owed()
                + "\nat=" + SealedText.instant(at)
                + "\nkey=" + key.id()
                + "\n";
    }

    @Override
    public List<Sealed> entries(MemberId member, long after, long until, int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + LONGEST_PAGE + " entries");
        }
        return dsl.select(SealedEntries.FIELDS)
                .from(POINTS_ENTRY)
                .where(
                        POINTS_ENTRY.MEMBER_ID.eq(member.value()),
                        POINTS_ENTRY.SEQ.gt(after),
                        POINTS_ENTRY.SEQ.le(until))
                .orderBy(POINTS_ENTRY.SEQ)
                .limit(limit)
                .fetch(this::toSealed);
    }

    @Override
    public List<Key> keys() {
        published = null; // so that it is stored even where the table was restored from before it was used
        var present = publish();
        return dsl
                .selectFrom(POINTS_SIGNING_KEY)
                .fetch(row -> new Key(row.getKeyId(), row.getEncoded(), row.getUsedSince()))
                .stream()
                .sorted(Comparator.<Key, Boolean>comparing(key -> !key.id().equals(present.id()))
                        .thenComparing(Key::since, Comparator.reverseOrder()))
                .toList();
    }

    /** Before anything is signed with a key, it is where everyone can find it. */
    private Key publish() {
        var known = published;
        if (known != null) {
            return known;
        }
        dsl.insertInto(POINTS_SIGNING_KEY)
                .set(POINTS_SIGNING_KEY.KEY_ID, signingKey.id())
                .set(POINTS_SIGNING_KEY.ENCODED, signingKey.encoded())
                .set(POINTS_SIGNING_KEY.USED_SINCE, clock.instant())
                .onDuplicateKeyIgnore()
                .execute();
        var row = dsl.selectFrom(POINTS_SIGNING_KEY)
                .where(POINTS_SIGNING_KEY.KEY_ID.eq(signingKey.id()))
                .fetchSingle();
        var key = new Key(row.getKeyId(), row.getEncoded(), Objects.requireNonNull(row.getUsedSince()));
        published = key;
        return key;
    }

    private Sealed toSealed(Record row) {
        return new Sealed(
                row.get(POINTS_ENTRY.SEQ),
                row.get(POINTS_ENTRY.KIND),
                row.get(POINTS_ENTRY.POINTS),
                row.get(POINTS_ENTRY.PENDING),
                row.get(POINTS_ENTRY.GROWTH),
                row.get(POINTS_ENTRY.BALANCE_AFTER),
                row.get(POINTS_ENTRY.OWED_AFTER),
                row.get(POINTS_ENTRY.BUSINESS_KEY),
                row.get(POINTS_ENTRY.ACTIVITY_ID),
                row.get(POINTS_ENTRY.RULE_ID),
                row.get(POINTS_ENTRY.RULE_VERSION),
                row.get(POINTS_ENTRY.REVERSES_SEQ),
                row.get(POINTS_ENTRY.HAPPENED_AT),
                row.get(POINTS_ENTRY.BOOKED_AT),
                row.get(POINTS_ENTRY.WHY),
                StoredJson.why(row.get(POINTS_ENTRY.WHY), rules::version),
                Fingerprint.of(row.get(POINTS_ENTRY.HASH)).hex());
    }
}
