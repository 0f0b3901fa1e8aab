package io.perennial.web.pages;

/** Texts in files that people open in a spreadsheet. */
public final class Cells {

    private static final String FORMULA = "=+-@＝＋－＠|%";

    private Cells() {}

    /** Never a formula, whatever somebody wrote: such a text gets an apostrophe before it, which spreadsheets hide. */
    public static String plain(String text) {
        var begun = text.strip();
        return (!begun.isEmpty() && FORMULA.indexOf(begun.charAt(0)) >= 0)
                        || (!text.isEmpty()
                                && (text.charAt(0) == '\t' || text.charAt(0) == '\r' || text.charAt(0) == '\n'))
                ? "'" + text
                : text;
    }
}
