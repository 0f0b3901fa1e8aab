package io.perennial.web.imports;

import java.util.Locale;

/** Why a line of a file was not booked. The codes are stable: people sort and filter by them. */
public enum LeftOutReason {
    /** No line of its invoice names a customer. */
    NO_CUSTOMER,
    /** Not as many columns as the heading, a quote without its end, or characters that no text has. */
    BROKEN_LINE,
    /** Longer than {@value Limits#LINE_BYTES} bytes. */
    LINE_TOO_LONG,
    /** The line has no invoice number, or one with blanks or more than 100 characters. */
    BAD_INVOICE,
    /** No article number, or one of more than 64 characters. */
    BAD_ARTICLE,
    /** Not a whole number from 1 to 1,000,000; below zero on an invoice that is a refund. */
    BAD_QUANTITY,
    /** Not a moment as 2010-12-01 08:26[:00], with T for the blank and an offset if wished, from 1970 on. */
    BAD_DATE,
    /** Below zero, with more than four decimals, or not a number. */
    BAD_PRICE,
    /** Not a customer number, or another one than the invoice's other lines have. */
    BAD_CUSTOMER,
    /** The line is good, but another one of its invoice is not: a part of an invoice would be booked wrongly. */
    INCOMPLETE_INVOICE,
    /** The invoice has more than 2,000 lines. */
    TOO_MANY_LINES,
    /** The invoice comes to a billion or more. */
    AMOUNT_TOO_LARGE,
    /** The invoice's moment is more than five minutes ahead of our clock. */
    DATE_IN_FUTURE,
    /** More than 1,000 other lines after the last one of its invoice, which was booked by then. */
    LATE_LINE,
    /** This source told the same invoice before, with another content. */
    CONFLICT,
    /** The customer's account is closed. */
    MEMBER_CLOSED,
    /** The ledger did not take it. */
    REFUSED,
    /** Of an adjustment: neither a customer number nor an e-mail address nor a phone number with a plus. */
    BAD_MEMBER,
    /** Not a whole number other than 0, or beyond what staff may give at once. */
    BAD_POINTS,
    UNKNOWN_REASON,
    NOTE_TOO_LONG,
    UNKNOWN_MEMBER,
    /** The own membership of whoever sends the file, or of who allows it. */
    OWN_ACCOUNT,
    /** The balance does not cover what is to be taken. */
    NOT_ENOUGH;

    /** Lower-case words with hyphens, as in {@code no-customer}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for a code that was never given */
    public static LeftOutReason ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
