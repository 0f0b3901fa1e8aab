package io.perennial.web.portal;

import io.perennial.membership.Identifier;
import io.perennial.membership.KeepIdentifiers;
import io.perennial.membership.KeepIdentifiers.Known;
import io.perennial.membership.MemberId;
import io.perennial.web.pages.Masked;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * One of a member's identifiers as their page shows it.
 *
 * @param key what addresses call it by: they are written to logs, and a phone number must not be
 */
public record IdentifierRow(
        Identifier.Kind kind, String text, String key, boolean provable, boolean proven, boolean removable) {

    static IdentifierRow of(Known known) {
        var identifier = known.identifier();
        var provable = identifier.kind() == Identifier.Kind.PHONE || identifier.kind() == Identifier.Kind.EMAIL;
        return new IdentifierRow(
                identifier.kind(),
                Masked.of(identifier),
                key(known),
                provable,
                known.provenAt().isPresent(),
                known.removable());
    }

    static Optional<Identifier> find(KeepIdentifiers identifiers, MemberId member, String key) {
        return identifiers.of(member).stream()
                .filter(known -> key(known).equals(key))
                .map(Known::identifier)
                .findFirst();
    }

    /** Of its kind and the time at which it was added, not of its value: a digest of a phone number is soon guessed. */
    private static String key(Known known) {
        var text = known.identifier().kind() + " " + known.addedAt() + " " + Masked.of(known.identifier());
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
