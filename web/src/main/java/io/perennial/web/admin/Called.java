package io.perennial.web.admin;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** What a member is called on the staff's pages. */
final class Called {

    /** Those who came with a file have no name: then what the shop knows them by. */
    static String by(Person person, MessageSource texts, Locale locale) {
        return by(person.name(), person.identifiers(), texts, locale);
    }

    static String by(@Nullable String name, Identifiers identifiers, MessageSource texts, Locale locale) {
        if (name != null) {
            return name;
        }
        return identifiers.shown().stream()
                .findFirst()
                .map(first -> texts.getMessage(
                        "admin.members.called",
                        new Object[] {texts.getMessage("admin.identifier." + first.kind(), null, locale), first.text()},
                        locale))
                .orElseGet(() -> texts.getMessage("admin.members.no-name", null, locale));
    }

    private Called() {}
}
