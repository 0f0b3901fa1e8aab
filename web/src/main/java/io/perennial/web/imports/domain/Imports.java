package io.perennial.web.imports.domain;

import io.perennial.web.imports.AdjustmentPreview;
import io.perennial.web.imports.Import;
import io.perennial.web.imports.Import.Failure;
import io.perennial.web.imports.ImportId;
import io.perennial.web.imports.ImportStatus;
import io.perennial.web.imports.Preset;
import io.perennial.web.imports.Preview;
import io.perennial.web.imports.ReadImports;
import io.perennial.web.imports.Tally;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The files on their way in. */
public interface Imports {

    void add(Import received);

    void addPiece(ImportId id, int piece, byte[] bytes);

    /** The file's bytes, fetched a piece at a time. */
    InputStream open(ImportId id);

    Optional<Import> find(ImportId id);

    /** Holds the import until the transaction ends. */
    Optional<Import> lock(ImportId id);

    Optional<Import> sameAs(Import file);

    ReadImports.Page page(Preset preset, Optional<ImportId> before, int limit);

    void arrived(ImportId id, String sha256, long sizeBytes, ImportStatus next);

    void checkedSoFar(ImportId id, long bytes);

    /** @return whether it was still being checked */
    boolean checked(ImportId id, Preview preview);

    /** Likewise, of adjustments. */
    boolean checked(ImportId id, AdjustmentPreview preview);

    /** A second person has to allow it. */
    void waits(ImportId id);

    void started(ImportId id, Instant at);

    void cancelled(ImportId id, Instant at);

    void failed(ImportId id, Failure why, Instant at);

    /** Back to where it can go on: booking when it has a preview, checking when not. */
    void resumed(ImportId id, ImportStatus status);

    /** Stores how far a run has come. */
    void advanced(ImportId id, long findingsDone, Tally tally);

    void done(ImportId id, Instant at);

    void leaveOut(ImportId id, Collection<Finding.LeftOut> lines);

    /** What a preview left out; booking finds it anew. */
    void forgetLeftOut(ImportId id);

    List<ReadImports.LeftOutLine> leftOut(ImportId id, long afterLine, int limit);

    /** Imports whose upload began before then and never ended. */
    List<ImportId> abandoned(Instant before);

    /** Finished, failed or cancelled before then, and their bytes are still there. */
    List<ImportId> withBytesToForget(Instant before);

    void forgetBytes(ImportId id);

    void remove(ImportId id);
}
