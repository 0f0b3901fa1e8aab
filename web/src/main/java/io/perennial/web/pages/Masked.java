package io.perennial.web.pages;

import io.perennial.membership.Identifier;

/** An identifier that its owner recognises and nobody else can use. */
public final class Masked {

    private static final int ENDING = 4;
    private static final String HIDDEN = "••••";

    public static String of(Identifier identifier) {
        var value = identifier.value();
        return switch (identifier.kind()) {
            case EMAIL -> value.charAt(0) + HIDDEN + value.substring(value.indexOf('@'));
            case PHONE, WHATSAPP -> value.substring(0, 3) + " " + HIDDEN + " " + ending(value);
            case CARD_NUMBER, CUSTOMER_NUMBER, WECHAT, ALIPAY ->
                value.length() > ENDING ? HIDDEN + ending(value) : HIDDEN;
        };
    }

    private static String ending(String value) {
        return value.substring(value.length() - ENDING);
    }

    private Masked() {}
}
