package io.perennial.web.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.perennial.Perennial;
import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.membership.BilingualText;
import io.perennial.membership.ChangeMemberStatus;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.StaffId;
import io.perennial.points.EarnPoints;
import io.perennial.points.Points;
import io.perennial.rewards.EditCatalogue;
import io.perennial.rewards.Reward;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.RewardKind;
import io.perennial.testing.OnTestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The whole application on a real database and a real server, walked by a browser. */
@SpringBootTest(classes = Perennial.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@OnTestDatabase
class PortalJourneyTests {

    private static final String EMAIL = "li.na@example.com";
    private static final String PASSWORD = "a garden of ten roses";

    @LocalServerPort
    int port;

    @Autowired
    EarnPoints earnPoints;

    @Autowired
    EditCatalogue catalogue;

    @Autowired
    RecogniseMembers members;

    @Autowired
    ChangeMemberStatus memberStatus;

    @Autowired
    Clock clock;

    @Test
    void a_new_member_enrols_checks_in_once_and_sees_why() {
        var browser = new Browser(port, "en");
        signIn(enrol(browser));
        assertThat(browser.visit("/").body()).contains("Your story begins here");
        assertThat(browser.send("/check-in").body()).contains("Checked in: 5 points for you.");
        assertThat(browser.send("/check-in").body()).contains("Checked in: 5 points for you.");
        assertThat(browser.visit("/statement").body())
                .contains("Daily check-in", "Balance 5")
                .doesNotContain("Balance 10");
    }

    @Test
    void a_look_around_costs_no_session_and_the_cookies_are_closed_to_scripts() {
        var browser = new Browser(port, "en");
        browser.visit("/sign-in");
        browser.visit("/");
        assertThat(browser.cookie("session")).isEmpty();
        assertThat(browser.cookie("form")).get().extracting("httpOnly").isEqualTo(true);
        signIn(enrol(browser));
        assertThat(browser.cookie("session")).get().extracting("httpOnly").isEqualTo(true);
    }

    @Test
    void signs_out_on_other_devices_and_stays_here() {
        var phone = enrol(new Browser(port, "en"));
        signIn(phone);
        var laptop = new Browser(port, "en");
        laptop.visit("/sign-in/password");
        signIn(laptop);
        assertThat(laptop.visit("/profile").body()).contains("one other device");
        laptop.visit("/access");
        assertThat(laptop.send("/access/sign-out-elsewhere").body()).contains("signed in on this device only");
        assertThat(phone.visit("/profile").body()).contains("Your session has ended");
        assertThat(laptop.visit("/profile").uri().getPath()).isEqualTo("/profile");
    }

    @Test
    void a_new_password_ends_the_sessions_elsewhere() {
        var phone = enrol(new Browser(port, "en"));
        signIn(phone);
        var laptop = new Browser(port, "en");
        laptop.visit("/sign-in/password");
        signIn(laptop);
        laptop.visit("/profile/password");
        assertThat(laptop.send("/profile/password", "current", PASSWORD, "replacement", "another garden of roses")
                        .body())
                .contains("Your password is changed");
        assertThat(phone.visit("/").body()).contains("Your session has ended");
    }

    @Test
    void a_member_closed_meanwhile_is_out_at_the_next_step_and_a_frozen_one_is_told() {
        var browser = enrol(new Browser(port, "en"));
        signIn(browser);
        var by = StaffId.next();
        memberStatus.change(member(), MemberStatus.FROZEN, "a question", by);
        assertThat(browser.visit("/").body()).contains("Your account is on hold");
        memberStatus.change(member(), MemberStatus.CLOSED, "asked for it", by);
        assertThat(browser.visit("/rewards").body()).contains("This account is closed");
    }

    @Test
    void who_reaches_a_tier_is_congratulated_until_the_greeting_is_put_away() {
        var browser = enrol(new Browser(port, "en"));
        signIn(browser);
        earnPoints.earn(List.of(new Activity(
                member(),
                ActivityType.PURCHASE,
                "web-shop",
                "A-1",
                clock.instant(),
                "web",
                null,
                Money.of(CurrencyUnit.of("CNY"), 1_500),
                null,
                List.of())));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(browser.visit("/").body()).contains("Congratulations, you’re VIP now!"));
        assertThat(browser.send("/greeting/put-away").body()).contains("1,500").doesNotContain("Congratulations");
    }

    @ParameterizedTest
    @CsvSource({"en,This form has been open too long,We couldn’t find that page", "zh-CN,页面停留太久，已失效,页面走丢了"})
    void what_cannot_be_answered_gets_a_kind_page_in_the_persons_language(
            String language, String formTooOld, String notFound) {
        var browser = enrol(new Browser(port, language));
        signIn(browser);
        browser.visit("/?lang=" + language);
        var refused = browser.sendWith("old", "/check-in");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertPage(refused, language, formTooOld);
        var missing = browser.visit("/rewards/none");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertPage(missing, language, notFound);
        assertThat(browser.visit("/statement").body()).doesNotContain("+5");
    }

    @ParameterizedTest
    @CsvSource({"en,This is no longer here", "zh-CN,内容已下线"})
    void a_reward_that_was_withdrawn_has_a_page_of_its_own(String language, String gone) {
        var reward = new Reward(
                RewardId.next(),
                RewardKind.GOODS,
                new BilingualText("香薰蜡烛", "Scented candle"),
                new BilingualText("香薰蜡烛", "Scented candle"),
                Points.of(5),
                OptionalInt.empty(),
                Optional.empty(),
                null,
                null,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var by = StaffId.next();
        catalogue.save(reward, 0, by);
        catalogue.publish(reward.id(), by);
        var browser = enrol(new Browser(port, language));
        signIn(browser);
        browser.visit("/?lang=" + language);
        assertThat(browser.visit("/rewards/" + reward.id()).statusCode()).isEqualTo(200);

        catalogue.withdraw(reward.id(), by);

        var answer = browser.visit("/rewards/" + reward.id());
        assertThat(answer.statusCode()).isEqualTo(410);
        assertPage(answer, language, gone);
    }

    @Test
    void too_large_and_wrong_method_have_pages_too() {
        var browser = new Browser(port, "en");
        browser.visit("/sign-in");
        var large = browser.send("/sign-in", "phone", "1".repeat(300_000));
        assertThat(large.statusCode()).isEqualTo(413);
        assertPage(large, "en", "That’s too large");
        var method = browser.visit("/preferences");
        assertThat(method.statusCode()).isEqualTo(405);
        assertPage(method, "en", "We didn’t understand that");
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length: 2000000000, 413, That’s too large",
        "Transfer-Encoding: chunked, 411, We didn’t understand that"
    })
    void a_file_beyond_all_measure_is_refused_by_its_length_alone(String length, String status, String title)
            throws IOException {
        try (var socket = new Socket("localhost", port)) {
            var head = "POST /admin/imports HTTP/1.1|Host: localhost|Accept: text/html|Accept-Language: en|%s|%s||"
                    .formatted("Content-Type: multipart/form-data; boundary=x", length);
            socket.getOutputStream().write(head.replace("|", "\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .takeWhile(line -> !line.contains("</html>"))
                    .toList();
            assertThat(answer.getFirst()).startsWith("HTTP/1.1 " + status);
            assertThat(String.join("", answer)).contains(title);
        }
    }

    @Test
    void staff_and_members_are_signed_in_side_by_side_in_one_browser() {
        var browser = enrol(new Browser(port, "en"));
        signIn(browser);
        assertThat(browser.visit("/admin").uri().getPath()).isEqualTo("/admin/sign-in");
        var refused = browser.send("/admin/sign-in", "login", "nobody", "password", "nothing at all");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(browser.visit("/").uri().getPath()).isEqualTo("/");
    }

    private static void assertPage(HttpResponse<String> answer, String language, String words) {
        assertThat(answer.body())
                .contains("lang=\"" + language + "\"", words, "class=\"plain-picture\"")
                .contains(answer.headers().firstValue("X-Request-Id").orElseThrow())
                .doesNotContain("Exception", "??");
    }

    private Browser enrol(Browser browser) {
        browser.visit("/enrol");
        var next = browser.send("/enrol", "name", "Li Na", "email", EMAIL, "password", PASSWORD);
        assertThat(next.uri().getPath()).isEqualTo("/sign-in/password");
        return browser;
    }

    private static void signIn(Browser browser) {
        var home = browser.send("/sign-in/password", "email", EMAIL, "password", PASSWORD);
        assertThat(home.uri().getPath()).isEqualTo("/");
        browser.visit("/?lang=en");
    }

    private MemberId member() {
        return members.recognise(new Identifier(Identifier.Kind.EMAIL, EMAIL)).orElseThrow();
    }
}
