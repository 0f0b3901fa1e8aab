package io.perennial.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.perennial.Perennial;
import io.perennial.browser.Browsing.View;
import io.perennial.testing.OnTestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A marketing person makes "double points on mugs for VIPs, on members' day, at most 500 each, 100,000 in all" without help:
 * leaves it half done, replays it, tries it with some members, gives it to everyone; and a member sees why.
 */
@SpringBootTest(classes = Perennial.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = OnTestDatabase.Connected.class)
@ActiveProfiles("development")
class OneCampaignTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @LocalServerPort
    private int port;

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
    void one_campaign_travels_from_a_thought_to_a_members_statement() throws Exception {
        var marketing = browsing.staff(View.DESK, "marketing", "perennial-demo");
        begin(marketing);
        replay(marketing);
        tryAndPublish(marketing);

        var key = issueKey(browsing.staff(View.DESK, "admin", "perennial-demo"));
        var member = join();
        // The day before yesterday, so that whoever is told of it is a VIP already.
        assertThat(tell(key, "first", Instant.now().minus(2, ChronoUnit.DAYS), "1250.00", ""))
                .contains("\"code\":\"vip\"");
        assertThat(tell(key, "mugs", Instant.now(), "300.00", """
                ,"items":[{"sku":"CUP-01","name":"Enamel mug","quantity":1,"unitPrice":"200.00"},
                 {"sku":"SEED-11","name":"Poppy seeds","quantity":1,"unitPrice":"100.00"}]""")).contains("\"points\":500");

        member.navigate("/statement");
        assertThat(member.locator("main")).containsText("Mugs for members");
        assertThat(member.locator("main")).containsText("200");
        assertThat(member.locator("main").getByText("Mugs for members").first()).isVisible();
    }

    private static void begin(Page marketing) {
        marketing.navigate("/admin/campaigns/new");
        marketing.click("a[href*='members-day']");
        // Today is a members' day of this shop; and tomorrow, should midnight come in between.
        var today = LocalDate.now(SHANGHAI);
        marketing.uncheck("input[name$='.chosen'][value='18']");
        marketing.check("input[name$='.chosen'][value='" + today.getDayOfMonth() + "']");
        marketing.check("input[name$='.chosen'][value='" + today.plusDays(1).getDayOfMonth() + "']");
        marketing.fill("[name='what.nameZh']", "");
        marketing.fill("[name='what.nameEn']", "Mugs for members");
        marketing.fill("[name='atMost.budget']", "100000");
        marketing.selectOption("[name='atMost.caps[0].window']", "EVER");
        assertThat(marketing.locator("[name='atMost.caps[0].most']")).hasValue("500");

        // Left half done, it says what is missing.
        marketing.click("button[name=keep]");
        assertThat(marketing.locator(".notice-info")).containsText("Before it can be replayed, tried or published");
        assertThat(marketing.locator(".notice-info a[href='#what.nameZh']")).isVisible();
        marketing.navigate("/admin/rules");
        assertThat(marketing.locator("main")).containsText("Incomplete");
        marketing.click("a[href$='/draft/edit']");

        marketing.fill("[name='what.nameZh']", "会员日马克杯双倍积分");
        marketing.locator("button[name=adding][value$=':item-named']").first().dispatchEvent("click");
        marketing.locator("[name$='.text']").waitFor();
        // What was swapped in listens only once it has settled, sooner than a person types.
        assertThat(marketing.locator(".htmx-request, .htmx-swapping, .htmx-settling"))
                .hasCount(0);
        marketing.fill("[name$='.text']", "mug");
        assertThat(marketing.locator("#live")).containsText("“mug”");
        marketing.click("button[name=keep]");
    }

    private static void replay(Page marketing) {
        marketing.click("a[href$='/draft/replay']");
        assertThat(marketing.locator("h1")).isVisible();
        assertThat(marketing.locator("#gaining-title")).isVisible();
        marketing.click(".back-link");
    }

    private static void tryAndPublish(Page marketing) {
        marketing.click("a[href$='/pilot/new']");
        marketing.fill("[name=percent]", "20");
        marketing.click("main form button.btn-primary");
        assertThat(marketing.locator("main")).containsText("with 20% of the members");
        assertThat(marketing.locator("#groups-title")).isVisible();
        marketing.click("button[name=everyone]");
        assertThat(marketing.locator("main")).containsText("for everyone");
        marketing.navigate("/rules");
        assertThat(marketing.locator("main")).containsText("at most 500 points in all");
        assertThat(marketing.locator("main")).containsText("100,000");
    }

    private Page join() {
        var member = browsing.newcomer(View.PHONE);
        member.navigate("/enrol");
        member.fill("[name=name]", "Ida Tasse");
        member.fill("[name=email]", "ida@example.com");
        member.fill("[name=password]", "winter garden path");
        member.click("main form button.btn-primary");
        member.fill("[name=email]", "ida@example.com");
        member.fill("[name=password]", "winter garden path");
        member.click("main form button.btn-primary");
        assertThat(member.locator("#balance")).containsText("0");
        return member;
    }

    private static String issueKey(Page staff) {
        staff.navigate("/admin/api-keys/new");
        staff.fill("[name=name]", "Till of the campaign");
        staff.check("input[value='activities:write']");
        staff.click("main form button.btn-primary");
        assertThat(staff.locator("#token")).hasValue(Pattern.compile("pk_.+"));
        return staff.locator("#token").inputValue();
    }

    private String tell(String key, String reference, Instant at, String amount, String items)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/activities"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        """
                        {"member": {"email": "ida@example.com"}, "type": "purchase", "source": "till-7",
                         "reference": "%s", "happenedAt": "%s",
                         "amount": {"value": "%s", "currency": "CNY"}%s}""".formatted(reference, at.truncatedTo(ChronoUnit.SECONDS), amount, items)))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
