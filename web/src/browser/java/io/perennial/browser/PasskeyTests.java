package io.perennial.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import io.perennial.Perennial;
import io.perennial.browser.Browsing.View;
import io.perennial.testing.OnTestDatabase;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** Passkeys as people use them, with a device that Chromium pretends to have. */
@SpringBootTest(classes = Perennial.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = OnTestDatabase.Connected.class)
@ActiveProfiles("development")
@ExtendWith(OutputCaptureExtension.class)
class PasskeyTests {

    private static final String EMAIL = "grace@passkeys.example";
    private static final String PASSWORD = "compilers like coffee";
    private static final Pattern CODE = Pattern.compile("ending in @passkeys\\.example: (\\d{6})");

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
    void a_member_adds_a_passkey_signs_in_with_it_and_removes_it(CapturedOutput output) {
        var member = browsing.newcomer(View.PHONE);
        enrol(member);
        givesItADevice(member);

        member.navigate("/access/passkeys/new");
        member.fill("[name=name]", "My <b>phone</b>");
        member.click("form[data-passkey] button");
        assertThat(member.locator(".notice-warning")).containsText("confirm the number or address");

        member.click("form[action$='/prove'] button");
        member.fill("[name=code]", lastCode(output));
        member.click("main form button.btn-primary");
        assertThat(member.locator(".notice-success")).containsText("is confirmed");

        member.navigate("/access/passkeys/new");
        member.fill("[name=name]", "My <b>phone</b>");
        member.click("form[data-passkey] button");
        assertThat(member.locator(".notice-success")).containsText("Your passkey is ready");
        assertThat(member.locator("main")).containsText("My <b>phone</b>");

        var elsewhere = browsing.member(View.DESK, EMAIL, PASSWORD);
        member.locator("main form[action$='/sign-out'] button").first().click();
        member.navigate("/sign-in");
        member.click("form[data-passkey] button");
        member.waitForURL("**/");
        assertThat(member.locator("#balance")).isVisible();

        member.navigate("/access");
        assertThat(member.locator("main")).containsText("Last used");
        member.click("form[action*='/access/passkeys/'] button");
        assertThat(member.locator(".notice-success")).containsText("signed out everywhere else");
        elsewhere.navigate("/access");
        assertThat(elsewhere.locator("main")).containsText("Your session has ended");

        member.locator("main form[action$='/sign-out'] button").first().click();
        member.navigate("/sign-in");
        member.click("form[data-passkey] button");
        assertThat(member.locator(".notice-error")).containsText("isn’t known here");
    }

    @Test
    void staff_show_a_passkey_after_their_password() {
        var staff = browsing.staff(View.DESK, "support", "perennial-demo");
        givesItADevice(staff);
        staff.navigate("/admin/account/second-factor");
        staff.fill("[name=name]", "Stick");
        staff.click("form[data-passkey] button");
        assertThat(staff.locator("#recovery-codes li")).hasCount(10);
        var recovery = staff.locator("#recovery-codes li").first().innerText();

        var elsewhere = browsing.newcomer(View.DESK);
        signIn(elsewhere);
        elsewhere.waitForURL("**/admin/sign-in/second");
        elsewhere.navigate("/admin/members");
        elsewhere.waitForURL("**/admin/sign-in/second");
        elsewhere.fill("[name=code]", recovery.toUpperCase(java.util.Locale.ROOT));
        elsewhere.click("main form button.btn-primary");
        elsewhere.waitForURL("**/admin/account/second-factor");
        assertThat(elsewhere.locator("main")).containsText("9 codes left");

        staff.locator("details.menu form[action$='/sign-out'] button")
                .evaluate("button => button.form.requestSubmit()");
        staff.waitForURL("**/admin/sign-in**");
        signIn(staff);
        staff.waitForURL("**/admin/sign-in/second");
        staff.click("form[data-passkey] button");
        staff.waitForURL("http://localhost:" + port + "/admin");

        staff.navigate("/admin/account/second-factor");
        staff.click("form[action*='/passkeys/'] button");
        assertThat(staff.locator(".notice-success")).isVisible();
        assertThat(browsing.staff(View.DESK, "support", "perennial-demo").locator("main"))
                .isVisible();
    }

    private void signIn(Page page) {
        page.navigate("/admin/sign-in");
        page.fill("[name=login]", "support");
        page.fill("[name=password]", "perennial-demo");
        page.click("main form button.btn-primary");
    }

    private static void enrol(Page page) {
        page.navigate("/enrol");
        page.fill("[name=email]", EMAIL);
        page.fill("[name=password]", PASSWORD);
        page.click("main form button.btn-primary");
        page.fill("[name=email]", EMAIL);
        page.fill("[name=password]", PASSWORD);
        page.locator("main form:not([data-passkey]) button.btn-primary").click();
        assertThat(page.locator("#balance")).isVisible();
    }

    private static void givesItADevice(Page page) {
        var devices = page.context().newCDPSession(page);
        devices.send("WebAuthn.enable");
        var device = new JsonObject();
        device.addProperty("protocol", "ctap2");
        device.addProperty("transport", "internal");
        device.addProperty("hasResidentKey", true);
        device.addProperty("hasUserVerification", true);
        device.addProperty("isUserVerified", true);
        device.addProperty("automaticPresenceSimulation", true);
        var options = new JsonObject();
        options.add("options", device);
        devices.send("WebAuthn.addVirtualAuthenticator", options);
    }

    private static String lastCode(CapturedOutput output) {
        var codes = CODE.matcher(output.getOut()).results().toList();
        assertThat(codes).isNotEmpty();
        return codes.getLast().group(1);
    }
}
