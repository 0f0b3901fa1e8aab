package io.perennial.web.api;

import io.perennial.membership.Identifier;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** By what the caller knows a member: exactly one of them. */
@Schema(
        name = "MemberName",
        description = "Exactly one of these names the member.",
        example = "{\"phone\": \"+8613812345678\"}")
record MemberName(
        @Schema(description = "Our own id", format = "uuid") @Nullable
        String id,

        @Schema(description = "With country code; without one it is read as Chinese", example = "+8613812345678")
        @Nullable
        String phone,

        @Nullable String email,
        @Nullable String cardNumber,

        @Schema(description = "The shop's own number of the customer") @Nullable
        String customerNumber,

        @Nullable String wechat,
        @Nullable String alipay,
        @Nullable String whatsapp) {

    /** Identifiers by the name of their field; the id is not among them. */
    Map<String, String> identifiers() {
        var given = new LinkedHashMap<String, String>();
        put(given, "phone", phone);
        put(given, "email", email);
        put(given, "cardNumber", cardNumber);
        put(given, "customerNumber", customerNumber);
        put(given, "wechat", wechat);
        put(given, "alipay", alipay);
        put(given, "whatsapp", whatsapp);
        return given;
    }

    private static void put(Map<String, String> given, String field, @Nullable String value) {
        if (value != null) {
            given.put(field, value);
        }
    }

    static Identifier.Kind kind(String field) {
        return switch (field) {
            case "phone" -> Identifier.Kind.PHONE;
            case "email" -> Identifier.Kind.EMAIL;
            case "cardNumber" -> Identifier.Kind.CARD_NUMBER;
            case "customerNumber" -> Identifier.Kind.CUSTOMER_NUMBER;
            case "wechat" -> Identifier.Kind.WECHAT;
            case "alipay" -> Identifier.Kind.ALIPAY;
            case "whatsapp" -> Identifier.Kind.WHATSAPP;
            default -> throw new IllegalArgumentException(field);
        };
    }

    static String field(Identifier.Kind kind) {
        return switch (kind) {
            case PHONE -> "phone";
            case EMAIL -> "email";
            case CARD_NUMBER -> "cardNumber";
            case CUSTOMER_NUMBER -> "customerNumber";
            case WECHAT -> "wechat";
            case ALIPAY -> "alipay";
            case WHATSAPP -> "whatsapp";
        };
    }
}
