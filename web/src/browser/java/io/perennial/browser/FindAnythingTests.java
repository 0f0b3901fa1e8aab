package io.perennial.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.perennial.Perennial;
import io.perennial.browser.Browsing.View;
import io.perennial.membership.Identifier;
import io.perennial.membership.RecogniseMembers;
import io.perennial.testing.OnTestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** From any page to any member with the keyboard alone, and without JavaScript by a page of its own. */
@SpringBootTest(classes = Perennial.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = OnTestDatabase.Connected.class)
@ActiveProfiles("development")
class FindAnythingTests {

    private static final String EMAIL = "lin@example.com";

    @LocalServerPort
    private int port;

    @Autowired
    private RecogniseMembers members;

    private Browsing browsing;

    @BeforeEach
    void open() {
        browsing = new Browsing("http://localhost:" + port);
    }

    @AfterEach
    void close() {
        browsing.close();
    }

    @Test
    void one_call_is_answered_with_the_keyboard_alone() {
        var lin =
                members.recognise(new Identifier(Identifier.Kind.EMAIL, EMAIL)).orElseThrow();
        var errors = new ArrayList<String>();
        var support = browsing.staff(View.DESK, "admin", "perennial-demo");
        support.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        support.navigate("/admin/rewards");

        support.keyboard().press("Control+k");
        assertThat(typed(support)).isFocused();
        support.keyboard().type("lin@");
        assertThat(chosen(support)).hasAttribute("href", Pattern.compile("/admin/members/" + lin + "$"));
        assertThat(typed(support)).hasAttribute("aria-expanded", "true");
        assertThat(typed(support))
                .hasAttribute("aria-activedescendant", chosen(support).getAttribute("id"));
        assertThat(support.locator("#search [role=status]")).containsText("found");
        assertThat(new AxeBuilder(support).include("#search").analyze().getViolations())
                .isEmpty();
        support.keyboard().press("Enter");
        support.waitForURL("**/admin/members/" + lin);

        // The member is among those looked at last, and the arrows go round.
        support.keyboard().press("Meta+k");
        assertThat(chosen(support)).hasAttribute("href", Pattern.compile("/admin/members/" + lin + "$"));
        support.keyboard().type("tag");
        assertThat(chosen(support)).hasAttribute("href", Pattern.compile("/admin/members/tags$"));
        support.keyboard().press("ArrowUp");
        support.keyboard().press("ArrowDown");
        support.keyboard().press("Enter");
        support.waitForURL("**/admin/members/tags");

        support.keyboard().press("Control+k");
        support.keyboard().press("Escape");
        assertThat(support.locator("#search")).isHidden();
        assertThat(errors).isEmpty();
    }

    @Test
    void enter_before_the_answer_leads_to_the_page_of_the_search_and_never_to_somebody_else() {
        var support = browsing.staff(View.PHONE, "admin", "perennial-demo");
        support.route("**/admin/search/found**", route -> {}); // no answer ever comes
        support.click("[data-search]");
        support.keyboard().type("audit");
        support.keyboard().press("Enter");
        support.waitForURL("**/admin/audit");
    }

    @Test
    void the_navigation_opens_where_one_is_and_remembers_what_was_opened() {
        var admin = browsing.staff(View.DESK, "admin", "perennial-demo");
        var wide = admin.locator(".admin-wide .areas");
        admin.navigate("/admin/rewards");
        assertThat(wide.getByText("Redemptions")).isVisible();
        assertThat(wide.getByText("Ledger check")).isHidden();

        wide.locator("summary", new Locator.LocatorOptions().setHasText("Points"))
                .click();
        assertThat(wide.getByText("Ledger check")).isVisible();
        admin.navigate("/admin/audit");
        assertThat(wide.getByText("Ledger check")).isVisible();
        assertThat(wide.getByText("Audit trail")).isVisible();
        assertThat(List.of(admin.evaluate("Object.keys(localStorage).join()")
                        .toString()
                        .split(",")))
                .allMatch(key -> key.startsWith("areas."));
    }

    private static Locator typed(Page page) {
        return page.locator("#search-typed");
    }

    private static Locator chosen(Page page) {
        return page.locator("#search [role=option][aria-selected=true]");
    }
}
