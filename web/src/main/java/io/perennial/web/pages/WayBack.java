package io.perennial.web.pages;

import java.util.regex.Pattern;

/** Addresses of our own to which a form may lead back. */
final class WayBack {

    /** One slash, then no second one and no backslash: browsers read both as another site's address. */
    private static final Pattern OUR_OWN = Pattern.compile("/(?![/\\\\])[\\w\\-./~%?&=+:@,;]*");

    /** A language that the address asks for would undo the switch. */
    private static final Pattern LANGUAGE = Pattern.compile("(?<=[?&])lang=[^&]*&?");

    static String within(String address) {
        return OUR_OWN.matcher(address).matches() ? LANGUAGE.matcher(address).replaceAll("") : "/";
    }

    private WayBack() {}
}
