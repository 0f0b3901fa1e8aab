package io.perennial.web.imports.domain;

/**
 * A line as it stands in the file.
 *
 * @param number as an editor counts: the heading is line 1; where a quoted field spans lines, the first of them
 * @param text at most {@value #MOST_KEPT} characters of it
 */
public record SourceLine(long number, String text) {

    public static final int MOST_KEPT = 1_000;

    public SourceLine {
        if (text.length() > MOST_KEPT) {
            // Half a surrogate pair is no text.
            text = text.substring(0, MOST_KEPT - (Character.isHighSurrogate(text.charAt(MOST_KEPT - 1)) ? 1 : 0));
        }
    }
}
