package io.perennial.membership;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something by which a member is recognised; it belongs to one member only. The value is normalised, so that equal people
 * are equal texts: phones in E.164, e-mail addresses in lower case, everything without surrounding blanks.
 */
public record Identifier(Kind kind, String value) {

    /** Where an identifier comes from. */
    public enum Kind {
        PHONE,
        EMAIL,
        CARD_NUMBER,
        CUSTOMER_NUMBER,
        WECHAT,
        ALIPAY,
        WHATSAPP
    }

    private static final int LONGEST = 190;
    private static final int ENDING = 4;
    private static final String HIDDEN = "••••";
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"(),:;\\\\\\[\\]]{1,64}@[^\\s@.]+(\\.[^\\s@.]+)+");
    private static final Pattern OPAQUE = Pattern.compile("[\\p{L}\\p{N}._:/+#-]+");

    /** @throws IllegalArgumentException when the value is not in normal form; use {@link #parse} for what people type */
    public Identifier {
        if (!normalise(kind, value).filter(value::equals).isPresent()) {
            throw new IllegalArgumentException("not a valid " + kind.name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * Reads what a person or a system wrote; a phone without country code is read as Chinese (+86).
     *
     * @return nothing when it cannot be an identifier of that kind
     */
    public static Optional<Identifier> parse(Kind kind, String written) {
        return normalise(kind, written).map(value -> new Identifier(kind, value));
    }

    /** As much of it as its owner recognises and nobody else can use. */
    public String masked() {
        return switch (kind) {
            case EMAIL -> value.charAt(0) + HIDDEN + value.substring(value.indexOf('@'));
            case PHONE, WHATSAPP -> value.substring(0, ENDING - 1) + " " + HIDDEN + " " + ending();
            case CARD_NUMBER, CUSTOMER_NUMBER, WECHAT, ALIPAY -> value.length() > ENDING ? HIDDEN + ending() : HIDDEN;
        };
    }

    private String ending() {
        return value.substring(value.length() - ENDING);
    }

    private static Optional<String> normalise(Kind kind, String written) {
        var value = written.strip();
        if (value.isEmpty() || value.length() > LONGEST) {
            return Optional.empty();
        }
        return switch (kind) {
            case PHONE, WHATSAPP -> phone(value);
            case EMAIL ->
                EMAIL.matcher(value).matches() ? Optional.of(value.toLowerCase(Locale.ROOT)) : Optional.empty();
            case CARD_NUMBER, CUSTOMER_NUMBER, WECHAT, ALIPAY ->
                OPAQUE.matcher(value).matches() ? Optional.of(value) : Optional.empty();
        };
    }

    private static Optional<String> phone(String value) {
        var phones = PhoneNumberUtil.getInstance();
        try {
            var number = phones.parse(value, "CN");
            return phones.isValidNumber(number)
                    ? Optional.of(phones.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }
}
