package io.perennial.web.imports.domain;

/** The file as a whole cannot be read. Never leaves the import: it becomes the reason of its failure. */
public final class UnreadableFile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why; the names are stored in lower case with hyphens. */
    public enum Fault {
        /** Not UTF-8 at the line named. */
        WRONG_ENCODING,
        EMPTY,
        /** The heading lacks columns that the preset needs. */
        MISSING_COLUMNS,
        /** Packed, and cut off or damaged. */
        DAMAGED,
        /** More lines than the preset takes. */
        TOO_MANY_LINES,
        /** More than {@link io.perennial.web.imports.Limits#UNPACKED_BYTES} when unpacked. */
        TOO_LARGE_UNPACKED
    }

    private final Fault fault;
    private final String detail;

    /** @param detail the number of the line, or the names of the columns */
    public UnreadableFile(Fault fault, String detail) {
        super(fault + " " + detail);
        this.fault = fault;
        this.detail = detail;
    }

    public Fault fault() {
        return fault;
    }

    public String detail() {
        return detail;
    }
}
