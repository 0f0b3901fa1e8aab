package io.perennial.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import io.perennial.Perennial;
import io.perennial.browser.Browsing.View;
import io.perennial.testing.OnTestDatabase;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * Every page, on a phone and on a desk, in both languages, light and dark: WCAG 2.2 AA as far as axe can tell, nothing wider
 * than the screen, and no error in the browser's console.
 */
@SpringBootTest(classes = Perennial.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = OnTestDatabase.Connected.class)
@ActiveProfiles("development")
class EveryPageTests {

    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    @LocalServerPort
    private int port;

    private Browsing browsing;
    private final List<String> faults = new ArrayList<>();

    @BeforeEach
    void open() {
        browsing = new Browsing("http://localhost:" + port);
    }

    @AfterEach
    void close() {
        browsing.close();
    }

    @Test
    void pages_before_signing_in_are_accessible() {
        for (var view : View.ALL) {
            look(
                    view,
                    browsing.newcomer(view),
                    List.of("/sign-in", "/sign-in/password", "/enrol", "/admin/sign-in", "/problems"));
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void the_portal_is_accessible() {
        for (var view : View.ALL) {
            var page = browsing.member(view, "lin@example.com", "green-thumb-7");
            var pages =
                    new LinkedHashSet<>(List.of("/", "/statement", "/rewards", "/my-rewards", "/profile", "/nowhere"));
            pages.addAll(firstLinkOn(page, "/rewards", "main a[href^='/rewards/']"));
            pages.addAll(firstLinkOn(page, "/my-rewards", "main a[href^='/my-rewards/']"));
            look(view, page, pages);
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void the_admin_site_is_accessible() {
        for (var view : View.ALL) {
            var page = browsing.staff(view, "admin", "perennial-demo");
            var pages =
                    new LinkedHashSet<>(List.of("/admin", "/admin/account", "/admin/rewards/new", "/admin/rules/new"));
            pages.addAll(List.of(
                    "/admin/imports",
                    "/admin/imports/new",
                    "/admin/liability?check=true",
                    "/admin/audit",
                    "/admin/staff",
                    "/admin/staff/new"));
            pages.addAll(List.of("/admin/tiers", "/admin/tiers/edit", "/admin/api-keys", "/admin/api-keys/new"));
            for (var area : List.of("members", "rules", "rewards", "redemptions")) {
                pages.add("/admin/" + area);
                pages.addAll(firstLinkOn(
                        page,
                        "/admin/" + area,
                        "main table a[href^='/admin/%s/'], main .rows a[href^='/admin/%s/']".formatted(area, area)));
            }
            look(view, page, pages);
        }
        assertThat(faults).isEmpty();
    }

    private static Set<String> firstLinkOn(Page page, String path, String selector) {
        page.navigate(path);
        var link = page.locator(selector).first();
        return link.count() == 0 ? Set.of() : Set.of(link.getAttribute("href"));
    }

    private void look(View view, Page page, Iterable<String> paths) {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("status of 404")) {
                faults.add("%s at %s: %s".formatted(page.url(), view, message.text()));
            }
        });
        for (var path : paths) {
            page.navigate(path);
            var wider = (Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth");
            if (wider > 0) {
                faults.add("%s at %s is %d pixels too wide".formatted(path, view, wider));
            }
            new AxeBuilder(page)
                    .withTags(WCAG)
                    .analyze()
                    .getViolations()
                    .forEach(violation -> faults.add("%s at %s: %s %s"
                            .formatted(
                                    path,
                                    view,
                                    violation.getId(),
                                    violation.getNodes().getFirst().getHtml())));
        }
    }
}
