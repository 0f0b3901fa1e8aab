package io.perennial.web.admin;

import io.perennial.membership.Identifier;
import io.perennial.web.security.StaffRights;
import java.util.List;

/** A member's identifiers as this reader may see them. */
record Identifiers(List<Shown> shown) {

    record Shown(Identifier.Kind kind, String text) {}

    static Identifiers of(List<Identifier> identifiers, StaffRights rights) {
        var whole = rights.mayWrite("members");
        return new Identifiers(identifiers.stream()
                .map(identifier -> new Shown(identifier.kind(), whole ? identifier.value() : masked(identifier)))
                .toList());
    }

    /** Enough to recognise what one already knows, too little to call or write to anyone. */
    static String masked(Identifier identifier) {
        var value = identifier.value();
        return switch (identifier.kind()) {
            case EMAIL -> value.charAt(0) + "•••" + value.substring(value.indexOf('@'));
            case PHONE, WHATSAPP -> value.substring(0, 3) + "•••" + value.substring(value.length() - 2);
            case CARD_NUMBER, CUSTOMER_NUMBER, WECHAT, ALIPAY ->
                value.length() > 4 ? "•••" + value.substring(value.length() - 2) : "•••";
        };
    }
}
