package io.perennial.web.imports.application;

import io.perennial.web.imports.Import;
import io.perennial.web.imports.ImportId;
import io.perennial.web.imports.Preset;
import io.perennial.web.imports.ReadImports;
import io.perennial.web.imports.domain.Imports;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class ReadingImports implements ReadImports {

    private final Imports imports;

    ReadingImports(Imports imports) {
        this.imports = imports;
    }

    @Override
    public Page page(Preset preset, Optional<ImportId> before, int limit) {
        return imports.page(preset, before, Math.clamp(limit, 1, 200));
    }

    @Override
    public Optional<Import> find(ImportId id) {
        return imports.find(id);
    }

    @Override
    public Optional<Import> sameAs(Import file) {
        return imports.sameAs(file);
    }

    @Override
    public List<LeftOutLine> leftOut(ImportId id, long afterLine, int limit) {
        return imports.leftOut(id, afterLine, limit);
    }
}
