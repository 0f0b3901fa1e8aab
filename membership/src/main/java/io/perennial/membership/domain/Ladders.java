package io.perennial.membership.domain;

import io.perennial.membership.EditLadder.Impact;
import io.perennial.membership.Ladder;
import io.perennial.membership.ReadLadder.Published;
import io.perennial.membership.StaffId;
import io.perennial.membership.TiersChanged.Move;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The ladder in force, the one announced, and how a publication moves members. */
public interface Ladders {

    /** The one in force, also when another instance published it a moment ago. */
    Edition current();

    /** The one in force; nobody else can publish one, or grow a member, before this transaction ends. */
    Edition lock();

    /** Puts this ladder in the place of the one in force, which is locked. */
    void publish(Edition edition, Instant at);

    /** Keeps an edition for good, in force or announced. */
    void keep(Edition edition, Instant publishedAt, Instant effectiveAt, StaffId by);

    Optional<Published> announced();

    /** The one that was announced is no more; the ladder is locked. */
    void forgetAnnounced(int version);

    /** Drops what is kept in memory, after an attempt to publish that may have been undone. */
    void forget();

    /** Who would rise, wait and fall if this ladder were in force. */
    Impact impact(Ladder ladder);

    /**
     * Lifts some of those whose growth reaches a tier above their own, at most as many as named; the ladder is locked and
     * published. Onto a tier of limited places, those with the most growth.
     *
     * @return who was lifted; nobody when all stand where they belong
     */
    List<Move> lift(Yardstick yardstick, int most, Instant at);

    /** After the lifting: whoever reaches the highest tier and found no place waits for one, and nobody else does. */
    void line(Ladder ladder, Instant at);
}
