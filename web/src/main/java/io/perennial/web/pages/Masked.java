package io.perennial.web.pages;

import io.perennial.membership.Identifier;

/** An identifier that its owner recognises and nobody else can use. */
public final class Masked {

    public static String of(Identifier identifier) {
        return identifier.masked();
    }

    private Masked() {}
}
