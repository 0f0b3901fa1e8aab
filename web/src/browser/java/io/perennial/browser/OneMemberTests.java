package io.perennial.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.perennial.Perennial;
import io.perennial.browser.Browsing.View;
import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Item;
import io.perennial.membership.EraseMember;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.RecogniseMembers;
import io.perennial.points.EarnPoints;
import io.perennial.points.VerifyLedger;
import io.perennial.testing.OnTestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * What support answers from one page: who is this, why are they VIP, until when, what may they use, what did they agree to; and
 * from it they have the member deleted, with a second person's yes.
 */
@SpringBootTest(classes = Perennial.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = OnTestDatabase.Connected.class)
@ActiveProfiles("development")
class OneMemberTests {

    private static final String NAME = "Orla Finch";
    private static final String EMAIL = "orla.finch@example.com";
    private static final String PASSWORD = "winter garden path";

    @LocalServerPort
    private int port;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private RecogniseMembers members;

    @Autowired
    private EraseMember eraseMember;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private Clock clock;

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
    void one_page_answers_everything_and_from_it_the_member_is_deleted() {
        var orla = joins();
        buys(orla);

        var support = browsing.staff(View.DESK, "support", "perennial-demo");
        support.keyboard().press("Control+k");
        support.keyboard().type("orla");
        var found = support.locator("#search [role=option][aria-selected=true]");
        assertThat(found).hasAttribute("href", Pattern.compile("/admin/members/" + orla + "$"));
        support.keyboard().press("Enter");
        support.waitForURL("**/admin/members/" + orla);

        // Who is this?
        assertThat(support.locator("h1")).hasText(NAME);
        assertThat(support.locator("main")).containsText("o••••@example.com");
        assertThat(support.locator("main")).not().containsText(EMAIL);
        // Why are they VIP, and until when?
        assertThat(panel(support, "Why this tier")).containsText("The line for VIP is 1,000 growth; it was reached on");
        assertThat(support.locator(".glance-head"))
                .containsText(Pattern.compile("VIP until [A-Z][a-z]+ \\d+, 20\\d\\d"));
        // What may they use?
        assertThat(panel(support, "Benefits now")).containsText(Pattern.compile("Balcony care at home\\s+2 of 2"));
        // What did they agree to?
        assertThat(panel(support, "What they agree to")).containsText(Pattern.compile("E-mail\\s*Yes"));

        // And delete them.
        support.locator("a[href$='/erasure/edit']").click();
        support.fill("[name=reason]", "asked by letter");
        support.locator("main form button.btn-danger").click();
        support.waitForURL("**/admin/members/" + orla);
        eraseMember.eraseDue(10);
        support.reload();
        assertThat(support.locator("h1")).hasText(NAME); // a second person has to agree

        var admin = browsing.staff(View.PHONE, "admin", "perennial-demo");
        admin.navigate("/admin/members/" + orla);
        admin.locator("form[action$='/erasure/approve'] button").click();
        eraseMember.eraseDue(10);

        support.reload();
        assertThat(support.locator("h1")).hasText("No name");
        for (var gone : List.of("Orla", "example.com", "Balcony care")) {
            assertThat(support.locator("main")).not().containsText(gone);
        }
        support.navigate("/admin/search?q=orla");
        assertThat(support.locator("main a[href*='" + orla + "']")).hasCount(0);
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    /** And agrees to offers by e-mail, and to nothing else. */
    private MemberId joins() {
        var member = browsing.newcomer(View.PHONE);
        member.navigate("/enrol");
        member.fill("[name=name]", NAME);
        member.fill("[name=email]", EMAIL);
        member.fill("[name=password]", PASSWORD);
        member.click("main form button.btn-primary");
        member.fill("[name=email]", EMAIL);
        member.fill("[name=password]", PASSWORD);
        member.click("main form button.btn-primary");
        assertThat(member.locator(".card-name")).hasText(NAME);
        member.navigate("/privacy");
        member.check("[name='agree-OFFERS-EMAIL']");
        member.locator("form[action='/privacy/choices'] button.btn-primary").click();
        assertThat(member.locator("[name='agree-OFFERS-EMAIL']")).isChecked();
        return members.recognise(new Identifier(Identifier.Kind.EMAIL, EMAIL)).orElseThrow();
    }

    private void buys(MemberId member) {
        var price = new BigDecimal("1200.00");
        var outcome = earnPoints
                .earn(List.of(new Activity(
                        member,
                        ActivityType.PURCHASE,
                        "till-1",
                        "one-member-1",
                        clock.instant().minus(Duration.ofMinutes(5)),
                        "pos",
                        null,
                        Money.of(CurrencyUnit.of("CNY"), price),
                        null,
                        List.of(new Item("MUG-1", "Blue mug", "cups", 1, price)))))
                .getFirst();
        assertThat(outcome).isInstanceOf(EarnPoints.Outcome.Booked.class);
    }

    private static Locator panel(Page page, String title) {
        return page.locator("section.panel")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("h2", new Page.LocatorOptions().setHasText(title))));
    }
}
