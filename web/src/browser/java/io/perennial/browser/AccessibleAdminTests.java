package io.perennial.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import io.perennial.browser.Browsing.View;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every page of the admin site. */
class AccessibleAdminTests extends LookingAtPages {

    @Test
    void the_admin_site_is_accessible() {
        for (var view : View.ALL) {
            var page = browsing.staff(view, "admin", "perennial-demo");
            var pages = new LinkedHashSet<>(List.of(
                    "/admin",
                    "/admin/account",
                    "/admin/account/second-factor",
                    "/admin/search",
                    "/admin/search?q=a",
                    "/admin/members?tier=vip&from=2026-01-01",
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
            pages.addAll(List.of("/admin/recommendations", "/admin/recommendations/article?sku=TOOL-07"));
            pages.addAll(List.of(
                    "/admin/merges",
                    "/admin/merges/new",
                    "/admin/benefits",
                    "/admin/benefits/new",
                    "/admin/benefit-uses",
                    "/admin/consents",
                    "/admin/members/tags",
                    "/admin/members/erasures",
                    "/admin/audit/look-ups",
                    "/admin/staff/permissions",
                    "/admin/staff/sign-ins"));
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
            for (var part : List.of(
                    "statement",
                    "timeline",
                    "timeline?topic=POINTS",
                    "activities",
                    "redemptions",
                    "benefits",
                    "consents",
                    "tier/edit",
                    "erasure/edit",
                    "close",
                    "identifiers/new")) {
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
                one.stream()
                        .map(address -> address.replaceFirst("/draft/edit$", ""))
                        .forEach(address -> pages.addAll(List.of(address, address + "/edit")));
            }
            pages.addAll(List.of("/admin/members?q=nobody-is-called-so", "/admin/nowhere"));
            look(view, page, pages);

            page.navigate("/admin/tiers/edit");
            page.fill("[name='steps[1].entryLine']", "900");
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
}
