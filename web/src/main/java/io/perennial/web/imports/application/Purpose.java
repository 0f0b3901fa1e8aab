package io.perennial.web.imports.application;

import io.perennial.web.imports.Import;
import io.perennial.web.imports.Preset;
import io.perennial.web.imports.domain.Finding;
import io.perennial.web.imports.domain.Findings;
import java.io.InputStream;
import java.util.List;

/** What becomes of a file's lines: one for each preset. */
interface Purpose {

    Preset preset();

    Findings read(Import file, InputStream bytes);

    /** Looks at a file for its preview. */
    Look look(Import file);

    /** Books findings in the caller's transaction. */
    TallyInTheMaking book(Import file, List<Finding> chunk);

    /** Is told one finding after the other, and stores the preview in the end. */
    interface Look {

        void at(Finding finding);

        void finish();
    }
}
