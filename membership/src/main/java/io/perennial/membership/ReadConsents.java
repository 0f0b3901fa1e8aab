package io.perennial.membership;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What members agreed to: how it stands, and how it came about. */
public interface ReadConsents {

    /** One line for each purpose and channel that is asked, whether or not the member ever answered, in their order. */
    List<State> of(MemberId member);

    /** To what these members agree, purposes that hold unasked included. One statement. */
    Map<MemberId, Set<Agreed>> agreed(Collection<MemberId> members);

    /** Those of the members who switched personalisation off. One statement. */
    Set<MemberId> impersonal(Collection<MemberId> members);

    /** Everything the member ever said, the newest first. */
    List<Line> history(MemberId member);

    /** Whether the log of this member is as it was written: every line's hash fits it and the one before. */
    boolean isWhole(MemberId member);

    /** The wordings in force, by purpose. */
    Map<ConsentPurpose, ConsentWording> wordings();

    /** All wordings of a purpose, the newest first. */
    List<ConsentWording> wordings(ConsentPurpose purpose);

    record Agreed(ConsentPurpose purpose, ConsentChannel channel) {}

    /** @param since when it was last said; nothing when the member never answered */
    record State(
            ConsentPurpose purpose,
            ConsentChannel channel,
            boolean given,
            Optional<Instant> since,
            Optional<Integer> version) {}

    /** @param staffName of whoever wrote it down for the member */
    record Line(
            int sequence,
            ConsentPurpose purpose,
            ConsentChannel channel,
            boolean given,
            int version,
            String locale,
            RecordConsent.How how,
            @Nullable String staffName,
            Instant at) {}
}
