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
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** The way of one purchase, as the member, the shop and the staff see it. */
@SpringBootTest(classes = Perennial.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = OnTestDatabase.Connected.class)
@ActiveProfiles("development")
class OnePurchaseTests {

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
    void one_purchase_travels_from_the_till_to_the_counter() throws Exception {
        var member = browsing.newcomer(View.PHONE);
        member.navigate("/enrol");
        member.fill("[name=name]", "Ada <b>Verne</b>");
        member.fill("[name=email]", "ada@example.com");
        member.fill("[name=password]", "winter garden path");
        member.click("main form button.btn-primary");
        // Whether the address was new is not told: whoever joins signs in like everyone else.
        member.fill("[name=email]", "ada@example.com");
        member.fill("[name=password]", "winter garden path");
        member.click("main form button.btn-primary");
        assertThat(member.locator("#balance")).containsText("0");
        assertThat(member.locator(".card-name")).hasText("Ada <b>Verne</b>");

        member.click("#check-in button");
        assertThat(member.locator("#balance")).containsText("5");
        assertThat(member.locator("#check-in button")).hasCount(0);

        var staff = browsing.staff(View.DESK, "admin", "perennial-demo");
        var key = issueKey(staff);
        assertThat(tell(key)).contains("\"points\":1250", "\"repeated\":false", "\"code\":\"vip\"");
        assertThat(tell(key)).contains("\"points\":1250", "\"repeated\":true");

        member.navigate("/");
        assertThat(member.locator("#balance")).containsText("1,255");
        assertThat(member.locator(".card-tier")).hasText("VIP");
        assertThat(member.locator(".greeting")).isVisible();
        member.navigate("/statement");
        assertThat(member.locator("main")).containsText("1 point for every CN¥1.00");

        member.navigate("/rewards?affordable=true");
        member.locator("main a[href^='/rewards/']").first().click();
        member.locator("form[action$='/redeem'] button").click();
        assertThat(member.locator(".qr svg path")).hasCount(1);
        var code = member.locator(".coupon-code").innerText();

        staff.navigate("/admin/redemptions");
        staff.fill("#code", code.replace("-", " ").toLowerCase(java.util.Locale.ROOT));
        staff.click("form.counter button");
        staff.click("form[action$='/hand-over'] button");
        assertThat(staff.locator("form[action$='/hand-over']")).hasCount(0);

        member.reload();
        assertThat(member.locator(".qr")).hasCount(0);
    }

    private static String issueKey(Page staff) {
        staff.navigate("/admin/api-keys/new");
        staff.fill("[name=name]", "Till of the journey");
        staff.check("input[value='activities:write']");
        staff.click("main form button.btn-primary");
        assertThat(staff.locator("#token")).hasValue(Pattern.compile("pk_.+"));
        return staff.locator("#token").inputValue();
    }

    private String tell(String key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/activities"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"member": {"email": "ada@example.com"}, "type": "purchase", "source": "till-7",
                         "reference": "2026-0001", "happenedAt": "2026-11-20T10:15:00+08:00",
                         "amount": {"value": "1250.80", "currency": "CNY"}}"""))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
