package io.perennial.points;

import io.perennial.points.domain.Fingerprint;
import io.perennial.points.domain.SealedText;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives lots to many members by a few statements, however many they are, and writes what the ledger would have written, hashes
 * included: the check of the ledger finds nothing wrong with it.
 */
@Component
class ManyLots {

    private static final String WHY = "{\"type\":\"granted\",\"forWhat\":{\"zh\":\"旧账户\",\"en\":\"Old account\"}}";

    private final DSLContext dsl;

    ManyLots(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** Lots to everybody who has no account yet. */
    @Transactional
    void toNewcomers(int each, long points, Instant bookedAt, Instant expiresAt) {
        var at = LocalDateTime.ofInstant(bookedAt, ZoneOffset.UTC);
        var until = LocalDateTime.ofInstant(expiresAt, ZoneOffset.UTC);
        dsl.execute("CREATE TEMPORARY TABLE newcomer (member_id BINARY(16) NOT NULL PRIMARY KEY)");
        dsl.execute(
                "INSERT INTO newcomer SELECT member_id FROM membership_member m"
                        + " WHERE NOT EXISTS (SELECT 1 FROM points_account a WHERE a.member_id = m.member_id) ORDER BY member_id");
        dsl.execute("INSERT INTO points_account (member_id, balance, pending, owed, last_seq, head)"
                + " SELECT member_id, 0, 0, 0, 0, UNHEX('" + Fingerprint.NONE + "') FROM newcomer ORDER BY member_id");
        for (int lot = 1; lot <= each; lot++) {
            dsl.execute(
                    "INSERT INTO points_entry (member_id, seq, kind, points, pending, growth, balance_after, owed_after,"
                            + " business_key, why, happened_at, booked_at, hash)"
                            + " SELECT a.member_id, ?, 'GRANTED', ?, 0, 0, ?, 0, ?, ?, ?, ?, UNHEX(SHA2(CONCAT(?,"
                            + " LOWER(CONCAT_WS('-', SUBSTR(HEX(a.member_id), 1, 8), SUBSTR(HEX(a.member_id), 9, 4),"
                            + " SUBSTR(HEX(a.member_id), 13, 4), SUBSTR(HEX(a.member_id), 17, 4),"
                            + " SUBSTR(HEX(a.member_id), 21))), ?, LOWER(HEX(a.head)), ?), 256))"
                            + " FROM newcomer JOIN points_account a ON a.member_id = newcomer.member_id"
                            + " ORDER BY a.member_id",
                    lot,
                    points,
                    lot * points,
                    "grant:old-" + lot,
                    WHY,
                    at,
                    at,
                    SealedText.FORM + "\nmember=",
                    """

                    sequence=%d
                    kind=GRANTED
                    points=%d
                    pending=0
                    growth=0
                    balanceAfter=%d
                    owedAfter=0
                    key=grant:old-%d
                    activity=
                    rule=
                    reverses=
                    happenedAt=%s
                    bookedAt=%s
                    why=%s
                    previous=""".formatted(
                                    lot,
                                    points,
                                    lot * points,
                                    lot,
                                    SealedText.instant(bookedAt),
                                    SealedText.instant(bookedAt),
                                    Fingerprint.of(WHY)),
                    "\n");
            dsl.execute(
                    "INSERT INTO points_lot (member_id, seq, original, remaining, expires_at)"
                            + " SELECT member_id, ?, ?, ?, ? FROM newcomer ORDER BY member_id",
                    lot,
                    points,
                    points,
                    until);
            dsl.execute(
                    "UPDATE newcomer JOIN points_account a ON a.member_id = newcomer.member_id"
                            + " JOIN points_entry e ON e.member_id = a.member_id AND e.seq = ?"
                            + " SET a.balance = e.balance_after, a.last_seq = e.seq, a.head = e.hash",
                    lot);
        }
        dsl.execute("DROP TEMPORARY TABLE newcomer");
    }

    /** As if all their members had been shown when these lots end. */
    void shown(Instant expiresAt, Instant at) {
        dsl.execute(
                "INSERT INTO points_notice (member_id, expires_at, shown_at)"
                        + " SELECT DISTINCT member_id, expires_at, ? FROM points_lot WHERE open_until = ?",
                LocalDateTime.ofInstant(at, ZoneOffset.UTC),
                LocalDateTime.ofInstant(expiresAt, ZoneOffset.UTC));
    }
}
