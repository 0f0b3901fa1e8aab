package io.perennial.membership.domain;

import io.perennial.membership.ExportId;
import io.perennial.membership.ExportMember.Export;
import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What members asked to be handed, with the files in pieces. */
public interface Exports {

    void ask(MemberId member, ExportId export, Instant at);

    /** Those not gone at this time, the newest first. */
    List<Export> of(MemberId member, Instant now);

    /** The one that waits longest and that nobody is at, taken until {@code until}. */
    Optional<Wanted> take(Instant now, Instant until);

    void addPiece(Wanted export, int number, byte[] bytes);

    /** @return whether it was still asked for, and so is ready now */
    boolean ready(Wanted export, long bytes, Instant at, Instant goneAt);

    Optional<byte[]> piece(MemberId member, ExportId export, int number);

    /** Deletes what is gone by now, some at a time. @return how many */
    int forget(Instant now);

    record Wanted(MemberId member, ExportId export) {}
}
