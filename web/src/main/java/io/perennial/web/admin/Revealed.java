package io.perennial.web.admin;

import io.perennial.membership.LookUpKind;
import io.perennial.membership.MemberId;
import java.util.Set;
import org.springframework.ui.Model;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What somebody just asked to see, for the one page that follows: it travels as the name of what was asked for, never as the
 * value, and is gone when the page is loaded again.
 */
record Revealed(MemberId member, LookUpKind what) {

    private static final String ATTRIBUTE = "revealed";

    void after(RedirectAttributes redirect) {
        redirect.addFlashAttribute(ATTRIBUTE, member + " " + what);
    }

    /** Nothing that was asked about another member. */
    static Set<LookUpKind> of(MemberId member, Model model) {
        for (var what : LookUpKind.values()) {
            if ((member + " " + what).equals(model.getAttribute(ATTRIBUTE))) {
                return Set.of(what);
            }
        }
        return Set.of();
    }
}
