package io.perennial.web.security;

import io.perennial.membership.Identifier;
import io.perennial.membership.LookUpKind;
import io.perennial.membership.MemberId;
import io.perennial.membership.RecordLookUp;
import io.perennial.membership.RecordLookUp.LookUp;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Notes what staff see of members, before they see it. Call it with the request that is being answered. */
@Component
public class LookUps {

    private static final int DIGITS_OF_AN_IDENTIFIER = 4;

    private final RecordLookUp recordLookUp;

    LookUps(RecordLookUp recordLookUp) {
        this.recordLookUp = recordLookUp;
    }

    /** Something of one member is shown or handed out. */
    public void seen(
            StaffRights by, LookUpKind what, MemberId member, @Nullable String reason, HttpServletRequest request) {
        recordLookUp.record(LookUp.of(by.account().id(), what, member, reason, NetworkAddress.shortened(request)));
    }

    /** A file about many is handed out. */
    public void taken(StaffRights by, LookUpKind what, long members, HttpServletRequest request) {
        recordLookUp.record(
                new LookUp(by.account().id(), what, null, members, null, NetworkAddress.shortened(request)));
    }

    /**
     * Somebody was looked for. A search by name leaves no line, one by an identifier or a part of it does; what was typed is
     * not kept. A page that searches while somebody types calls this when one is left.
     */
    public void searched(StaffRights by, String typed, Collection<MemberId> found, HttpServletRequest request) {
        if (isIdentifier(typed)) {
            recordLookUp.record(new LookUp(
                    by.account().id(),
                    LookUpKind.SEARCH,
                    found.size() == 1 ? found.iterator().next() : null,
                    found.size(),
                    null,
                    NetworkAddress.shortened(request)));
        }
    }

    /** An id of ours tells nothing about anybody, and whoever has it has found them already. */
    static boolean isIdentifier(String typed) {
        var text = typed.strip();
        if (isId(text)) {
            return false;
        }
        return text.contains("@")
                || text.chars().filter(Character::isDigit).count() >= DIGITS_OF_AN_IDENTIFIER
                || Arrays.stream(Identifier.Kind.values())
                        .filter(kind -> kind == Identifier.Kind.PHONE || kind == Identifier.Kind.EMAIL)
                        .anyMatch(kind -> Identifier.parse(kind, text).isPresent());
    }

    private static boolean isId(String text) {
        try {
            MemberId.of(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
