package io.perennial.points.application;

import java.util.regex.Pattern;

/** The ledger's own keys for a spending and its return, apart from those of activities and expiries. */
final class SpendingKey {

    private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,100}");

    private SpendingKey() {}

    /** @throws IllegalArgumentException for a key that is not 1 to 100 printable ASCII characters */
    static String of(String key) {
        if (!PRINTABLE.matcher(key).matches()) {
            throw new IllegalArgumentException("a spending's key is 1 to 100 printable ASCII characters");
        }
        return "spend:" + key;
    }

    static String ofReturn(String key) {
        return "return:" + key;
    }
}
