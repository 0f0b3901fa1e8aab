package io.perennial.web.imports;

/** How much a file may be. Each limit is named to the person who meets it. */
public final class Limits {

    /** As it is sent, packed or not: 256 MiB. */
    public static final long FILE_BYTES = 256L << 20;

    /** Unpacked: 2 GiB. */
    public static final long UNPACKED_BYTES = 2L << 30;

    /** One line: 1 MiB. */
    public static final int LINE_BYTES = 1 << 20;

    /** An invoice is complete when this many lines of other invoices followed its last one. */
    public static final int LINES_BETWEEN = 1_000;

    private Limits() {}
}
