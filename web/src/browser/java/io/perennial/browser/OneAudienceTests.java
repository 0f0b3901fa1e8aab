package io.perennial.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.perennial.Perennial;
import io.perennial.browser.Browsing.View;
import io.perennial.testing.OnTestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
 * A marketing person makes the segment "bought mugs twice in 90 days, not in the last 30, VIP, agreed to e-mail" without help,
 * and sees whom it takes and who can be reached while they are at it. A member who withdraws the consent is soon gone from it.
 */
@SpringBootTest(classes = Perennial.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = OnTestDatabase.Connected.class)
@ActiveProfiles("development")
class OneAudienceTests {

    private static final Duration SOON = Duration.ofSeconds(90);

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
    void an_audience_is_built_counted_and_followed() {
        var marketing = browsing.staff(View.DESK, "marketing", "perennial-demo");
        marketing.navigate("/admin/segments/new");
        marketing.fill("[name=nameZh]", "近期未购的杯子爱好者");
        marketing.fill("[name=nameEn]", "Mug lovers gone quiet");
        bought(marketing, 1, "2", "90");
        bought(marketing, 3, "1", "30");
        marketing.selectOption("[name='when.lines[3].sense']", "not");
        add(marketing, "0:tier");
        marketing.check("[name='when.lines[5].chosen'][value=vip]");
        add(marketing, "0:agreed");
        marketing.check("[name='when.lines[6].chosen'][value='OFFERS:EMAIL']");

        // Nobody pressed a button: it is said and counted while it is typed.
        var live = marketing.locator("#live");
        assertThat(live).containsText("the member agreed to offers by e-mail");
        assertThat(live).containsText("Can be reached");
        until(
                marketing,
                page -> page.locator("#live .points-figure").textContent().matches("[3-5]"),
                page -> page.locator(".form-actions button[name=look]").click());
        assertThat(live).containsText("In the portal");
        // Lin has an address; of the other two nothing but a phone is known.
        assertThat(marketing.locator("#live .reach")).containsText(Pattern.compile("E-mail\\s*1"));

        marketing.click("button[name=publish]");
        assertThat(marketing.locator("h1")).containsText("Mug lovers gone quiet");
        until(marketing, page -> members(page) >= 3, Page::reload);
        var before = members(marketing);
        assertThat(marketing.locator("#days-title")).isVisible();

        var lin = browsing.member(View.PHONE, "lin@example.com", "green-thumb-7");
        lin.navigate("/privacy");
        lin.uncheck("[name='agree-OFFERS-EMAIL']");
        lin.locator("form[action='/privacy/choices'] button.btn-primary").click();
        until(marketing, page -> members(page) == before - 1, Page::reload);
    }

    /** Whose names a marketing person does not see. */
    private static int members(Page page) {
        return page.locator("main .table-cards tbody tr").count();
    }

    /** @param index number of the line at which it will stand */
    private static void bought(Page page, int index, String times, String days) {
        add(page, "0:did");
        page.fill("[name='when.lines[" + index + "].from']", times);
        page.fill("[name='when.lines[" + index + "].days']", days);
        add(page, index + ":item-named");
        page.fill("[name='when.lines[" + (index + 1) + "].text']", "mug");
    }

    /** The menu is opened by hand; what it holds can be pressed even while it is closed. */
    private static void add(Page page, String what) {
        page.locator("button[name=adding][value='" + what + "']").first().dispatchEvent("click");
    }

    private static void until(Page page, Predicate<Page> holds, Consumer<Page> again) {
        var end = Instant.now().plus(SOON);
        while (!holds.test(page)) {
            assertThat(Instant.now()).as("it does not come about").isBefore(end);
            page.waitForTimeout(1_000);
            again.accept(page);
        }
    }
}
