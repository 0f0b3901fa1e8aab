package io.perennial.web.imports;

import java.util.Locale;

/** What a file holds, and so how it is read and what becomes of it. */
public enum Preset {
    /** Lines of invoices, which become purchases and refunds. */
    INVOICE_LINES,
    /** Points that staff give to members and take from them, see {@link io.perennial.points.AdjustByFile}. */
    ADJUSTMENTS;

    /** Lower-case words with hyphens, as in {@code invoice-lines}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the audit trail calls such a file. */
    public String subjectKind() {
        return this == ADJUSTMENTS ? "adjustment-file" : "import";
    }

    /** @throws IllegalArgumentException for a code that was never given */
    public static Preset ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
