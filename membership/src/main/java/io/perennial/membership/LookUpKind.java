package io.perennial.membership;

/** What of members staff can look up; each look-up leaves a line. */
public enum LookUpKind {
    NAME,
    BIRTHDAY,
    PHONE,
    EMAIL,
    CARD_NUMBER,
    CUSTOMER_NUMBER,
    WECHAT,
    ALIPAY,
    WHATSAPP,
    /** Somebody was looked for by an identifier. */
    SEARCH,
    /** A whole statement was printed or taken as a file. */
    STATEMENT,
    /** A list of members was taken as a file. */
    MEMBER_FILE,
    /** Lines of an uploaded file, as they were written. */
    FILE_LINES,
    /** Lines of the audit trail were taken as a file. */
    AUDIT_FILE;

    public static LookUpKind of(Identifier.Kind kind) {
        return valueOf(kind.name());
    }

    /** Whether it is something of one member that stays hidden until somebody asks to see it. */
    public boolean isHidden() {
        return switch (this) {
            case NAME, BIRTHDAY, PHONE, EMAIL, CARD_NUMBER, CUSTOMER_NUMBER, WECHAT, ALIPAY, WHATSAPP -> true;
            case SEARCH, STATEMENT, MEMBER_FILE, FILE_LINES, AUDIT_FILE -> false;
        };
    }
}
