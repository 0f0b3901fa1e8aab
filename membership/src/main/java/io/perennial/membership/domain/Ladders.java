package io.perennial.membership.domain;

import io.perennial.membership.EditLadder.Impact;
import io.perennial.membership.Ladder;
import io.perennial.membership.TiersChanged.Move;
import java.time.Instant;
import java.util.List;

/** The ladder in force, and how its publication moves members. */
public interface Ladders {

    /** The one in force, also when another instance published it a moment ago. */
    Edition current();

    /** The one in force; nobody else can publish one, or grow a member, before this transaction ends. */
    Edition lock();

    /** Puts this ladder in the place of the one in force, which is locked. */
    void publish(Edition edition, Instant at);

    /** Drops what is kept in memory, after an attempt to publish that may have been undone. */
    void forget();

    /** Who would rise if this ladder were in force. */
    Impact impact(Ladder ladder);

    /**
     * Lifts some of those whose growth reaches a tier above their own, at most as many as named; the ladder is locked and
     * published.
     *
     * @return who was lifted; nobody when all stand where they belong
     */
    List<Move> lift(Ladder ladder, int most, Instant at);
}
