package io.perennial.web.imports;

import java.util.List;
import java.util.Optional;

/** Files and how far they have come, newest first, by keyset. */
public interface ReadImports {

    /** @param limit 1 to 200 */
    Page page(Preset preset, Optional<ImportId> before, int limit);

    Optional<Import> find(ImportId id);

    /** The newest import of the very same bytes under the same source, currency and zone, this one aside. */
    Optional<Import> sameAs(Import file);

    /**
     * Lines that were left out, in the order of the file; after that line, at most {@code limit}. Of adjustments also those that
     * would be, before it is started.
     */
    List<LeftOutLine> leftOut(ImportId id, long afterLine, int limit);

    record Page(List<Import> imports, boolean hasMore) {}

    record LeftOutLine(long line, LeftOutReason reason, String text) {}
}
