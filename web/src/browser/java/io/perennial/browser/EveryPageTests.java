package io.perennial.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.perennial.Perennial;
import io.perennial.browser.Browsing.View;
import io.perennial.testing.OnTestDatabase;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
            pages.addAll(List.of(
                    "/access",
                    "/access/identifiers/new?kind=PHONE",
                    "/access/identifiers/new?kind=EMAIL",
                    "/access/passkeys/new",
                    "/claimed"));
            pages.addAll(everyLinkOn(page, "/rewards", "main a[href^='/rewards/']"));
            pages.addAll(everyLinkOn(page, "/my-rewards", "main a[href^='/my-rewards/']"));
            look(view, page, pages);
            page.navigate("/");
            page.evaluate("document.querySelectorAll('main form input[name=_csrf]').forEach(input => input.remove())");
            page.locator("main form button").first().click();
            page.waitForLoadState();
            judge(view, page, "a form without its token");
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void the_admin_site_is_accessible() {
        for (var view : View.ALL) {
            var page = browsing.staff(view, "admin", "perennial-demo");
            var pages = new LinkedHashSet<>(List.of(
                    "/admin",
                    "/admin/account",
                    "/admin/account/second-factor",
                    "/admin/rewards/new",
                    "/admin/rules/new"));
            pages.addAll(List.of(
                    "/admin/imports",
                    "/admin/imports/new",
                    "/admin/liability?check=true",
                    "/admin/audit",
                    "/admin/staff",
                    "/admin/staff/new"));
            pages.addAll(List.of("/admin/tiers", "/admin/tiers/edit", "/admin/api-keys", "/admin/api-keys/new"));
            pages.addAll(List.of(
                    "/admin/missions",
                    "/admin/missions/new",
                    "/admin/missions/streak",
                    "/admin/missions/streak/edit",
                    "/admin/missions/badges",
                    "/admin/missions/badges/new"));
            pages.addAll(List.of(
                    "/admin/segments",
                    "/admin/segments/new",
                    "/admin/segments/active",
                    "/admin/segments/active/edit",
                    "/admin/segments/active/why"));
            pages.addAll(firstLinkOn(
                    page, "/admin/missions/badges", "main a[href^='/admin/missions/badges/']:not([href$=new])"));
            for (var area : List.of("members", "rules", "rewards", "redemptions")) {
                pages.add("/admin/" + area);
                pages.addAll(firstLinkOn(
                        page,
                        "/admin/" + area,
                        "main table a[href^='/admin/%s/'], main .rows a[href^='/admin/%s/']".formatted(area, area)));
            }
            var member = pages.stream()
                    .filter(path -> path.matches("/admin/members/[^/?]+"))
                    .findFirst()
                    .orElseThrow();
            for (var part : List.of("statement", "activities", "redemptions", "close", "identifiers/new")) {
                pages.add(member + "/" + part);
            }
            var timeline = member + "/activities";
            pages.addAll(firstLinkOn(page, timeline, "main a[href^='" + timeline + "/']"));
            for (var kind : List.of("rewards", "rules", "staff", "missions")) {
                var one = firstLinkOn(
                        page,
                        "/admin/" + kind,
                        "main a[href^='/admin/" + kind
                                + "/']:not([href$=new]):not([href$=streak]):not([href$=badges])");
                one.forEach(address -> pages.addAll(List.of(address, address + "/edit")));
            }
            pages.addAll(List.of("/admin/members?q=nobody-is-called-so", "/admin/nowhere"));
            look(view, page, pages);

            page.navigate("/admin/tiers/edit");
            page.fill("[name='steps[1].entryLine']", "500");
            page.click("main form button.btn-primary");
            judge(view, page, "the preview of a ladder");
            page.navigate("/admin/rules/new");
            page.click("main form button.btn-primary");
            judge(view, page, "a rule with faults");
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void an_import_is_accessible_from_the_upload_to_its_result() {
        for (var view : View.ALL) {
            var page = browsing.staff(view, "admin", "perennial-demo");
            watchConsole(view, page);
            page.navigate("/admin/imports/new");
            page.setInputFiles("input[type=file]", new FilePayload("invoices.csv", "text/csv", invoices(view)));
            page.click("main form button.btn-primary");
            page.waitForURL(Pattern.compile(".*/admin/imports/[0-9a-f-]{36}"));
            judge(view, page, "an import being checked");
            var start = page.locator("form[action$='/start'] button");
            start.waitFor();
            judge(view, page, "the preview of an import");
            start.click();
            page.locator(".notice-success").waitFor();
            judge(view, page, "the result of an import");
        }
        assertThat(faults).isEmpty();
    }

    /** A purchase that is new in each view, and lines that are left out. */
    private static byte[] invoices(View view) {
        return """
                InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
                W%1$d,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,2026-01-05 08:26,2.55,17850,United Kingdom
                N%1$d,71053,WHITE METAL LANTERN,6,2026-01-05 08:28,3.39,,United Kingdom
                B%1$d,22752,SET 7 BABUSHKA NESTING BOXES,two,2026-01-05 08:30,7.65,17850,United Kingdom
                """.formatted(View.ALL.indexOf(view)).getBytes(UTF_8);
    }

    private static Set<String> everyLinkOn(Page page, String path, String selector) {
        page.navigate(path);
        return page.locator(selector).all().stream()
                .map(link -> link.getAttribute("href"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> firstLinkOn(Page page, String path, String selector) {
        page.navigate(path);
        var link = page.locator(selector).first();
        return link.count() == 0 ? Set.of() : Set.of(link.getAttribute("href"));
    }

    private void look(View view, Page page, Iterable<String> paths) {
        watchConsole(view, page);
        for (var path : paths) {
            page.navigate(path);
            judge(view, page, path);
        }
    }

    /** That a page says no is no fault of the page. */
    private void watchConsole(View view, Page page) {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().matches(".*status of (403|404|422).*")) {
                faults.add("%s at %s: %s".formatted(page.url(), view, message.text()));
            }
        });
    }

    private void judge(View view, Page page, String name) {
        var wider = (Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth");
        if (wider > 0) {
            faults.add("%s at %s is %d pixels too wide".formatted(name, view, wider));
        }
        new AxeBuilder(page)
                .withTags(WCAG)
                .analyze()
                .getViolations()
                .forEach(violation -> faults.add("%s at %s: %s %s"
                        .formatted(
                                name,
                                view,
                                violation.getId(),
                                violation.getNodes().getFirst().getHtml())));
    }
}
