package io.perennial.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.browser.Browsing.View;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every page that a member sees, and those before one has signed in. */
class AccessiblePortalTests extends LookingAtPages {

    @Test
    void pages_before_signing_in_are_accessible() {
        for (var view : View.ALL) {
            var page = browsing.newcomer(view);
            look(
                    view,
                    page,
                    List.of(
                            "/sign-in",
                            "/sign-in/password",
                            "/sign-in/reset",
                            "/enrol",
                            "/admin/sign-in",
                            "/problems",
                            "/problems/sold-out",
                            "/problems/nowhere"));
            page.navigate("/sign-in");
            page.fill("[name=phone]", "138 0013 8" + (100 + View.ALL.indexOf(view)));
            page.click("main form button.btn-primary");
            page.waitForURL("**/sign-in/code");
            judge(view, page, "/sign-in/code");
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void the_portal_is_accessible() {
        for (var view : View.ALL) {
            var page = browsing.member(view, "lin@example.com", "green-thumb-7");
            var pages =
                    new LinkedHashSet<>(List.of("/", "/statement", "/rewards", "/my-rewards", "/profile", "/nowhere"));
            pages.addAll(List.of("/rewards?affordable=true", "/profile/password", "/missions", "/check-in"));
            pages.addAll(List.of("/tier", "/benefits", "/privacy", "/privacy/close", "/proof"));
            pages.addAll(List.of(
                    "/access",
                    "/access/identifiers/new?kind=PHONE",
                    "/access/identifiers/new?kind=EMAIL",
                    "/access/passkeys/new",
                    "/claimed"));
            pages.addAll(everyLinkOn(page, "/rewards", "main a[href^='/rewards/']"));
            pages.addAll(everyLinkOn(page, "/my-rewards", "main a[href^='/my-rewards/']"));
            look(view, page, pages);
            page.navigate("/profile/password");
            page.evaluate("document.querySelectorAll('main form input[name=_csrf]').forEach(input => input.remove())");
            page.locator("main form button").first().click();
            page.waitForLoadState();
            judge(view, page, "a form without its token");
        }
        assertThat(faults).isEmpty();
    }
}
