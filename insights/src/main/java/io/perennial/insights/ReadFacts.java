package io.perennial.insights;

import io.perennial.membership.MemberId;
import java.util.Optional;

/** What is known of members. */
public interface ReadFacts {

    /** Nothing of who was enrolled a moment ago, or never. */
    Optional<MemberFacts> find(MemberId member);

    /** Those in force. */
    CutPoints cutPoints();

    /** Members of whom facts are kept. */
    long total();

    /** Changes that have not been gathered yet. */
    long waiting();
}
