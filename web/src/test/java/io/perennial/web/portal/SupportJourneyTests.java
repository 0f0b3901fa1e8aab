package io.perennial.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.Perennial;
import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Item;
import io.perennial.insights.KeepFacts;
import io.perennial.membership.AppointStaff;
import io.perennial.membership.Benefit;
import io.perennial.membership.BenefitId;
import io.perennial.membership.BilingualText;
import io.perennial.membership.EditBenefits;
import io.perennial.membership.EraseMember;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.points.EarnPoints;
import io.perennial.points.VerifyLedger;
import io.perennial.testing.OnTestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What support answers from one page, walked by a browser in the whole application: who is this, why are they VIP, until
 * when, what may they use, what did they agree to, and delete them.
 */
@SpringBootTest(
        classes = Perennial.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "db-scheduler.enabled=false")
@OnTestDatabase
class SupportJourneyTests {

    private static final String EMAIL = "li.na@example.com";
    private static final String PASSWORD = "a garden of ten roses";

    @LocalServerPort
    int port;

    @Autowired
    EarnPoints earnPoints;

    @Autowired
    EditBenefits editBenefits;

    @Autowired
    AppointStaff appointStaff;

    @Autowired
    RecogniseMembers members;

    @Autowired
    KeepFacts keepFacts;

    @Autowired
    EraseMember eraseMember;

    @Autowired
    VerifyLedger verifyLedger;

    @Autowired
    Clock clock;

    private Browser support = new Browser(0, "en");
    private Browser admin = new Browser(0, "en");
    private MemberId lina = MemberId.next();

    @BeforeEach
    void li_na_is_vip_has_a_benefit_and_agreed_to_e_mail() {
        editBenefits.save(
                new Benefit(
                        BenefitId.next(),
                        0,
                        Benefit.Kind.SPECIAL_SERVICE,
                        new BilingualText("阳台养护", "Balcony care"),
                        new BilingualText("出示二维码", "Show the code"),
                        Set.of("vip"),
                        Benefit.Way.COUNTER,
                        2,
                        Benefit.Period.YEAR,
                        5_000,
                        0,
                        false),
                StaffId.next());
        var portal = new Browser(port, "en");
        portal.visit("/enrol");
        portal.send("/enrol", "name", "Li Na", "email", EMAIL, "password", PASSWORD);
        portal.send("/sign-in/password", "email", EMAIL, "password", PASSWORD);
        lina = members.recognise(new Identifier(Identifier.Kind.EMAIL, EMAIL)).orElseThrow();
        portal.visit("/privacy");
        portal.send(
                "/privacy/choices",
                "version-OFFERS",
                "1",
                "agree-OFFERS-EMAIL",
                "yes",
                "version-SURVEYS",
                "1",
                "version-PERSONALISATION",
                "1",
                "agree-PERSONALISATION-ANY",
                "yes");
        buy("A-1", "1200.00");
        keepFacts.gather();
        support = signedIn(StaffRole.SUPPORT);
        admin = signedIn(StaffRole.ADMIN);
    }

    @Test
    void one_page_answers_everything_and_from_it_the_member_is_deleted() {
        var found = support.visit("/admin/search?q=li+na");
        assertThat(found.body()).contains("/admin/members/" + lina, "Li Na");

        var page = support.visit("/admin/members/" + lina).body();

        assertThat(page)
                .as("who is this")
                .contains("Li Na", "l••••@example.com")
                .doesNotContain(EMAIL);
        assertThat(page)
                .as("why are they VIP")
                .contains("Why this tier", "The line for VIP is 1,000 growth; it was reached on");
        assertThat(page).as("until when").containsPattern("VIP until [A-Z][a-z]+ \\d+, 20\\d\\d");
        assertThat(page).as("what may they use").contains("Balcony care", "2 of 2");
        assertThat(page).as("what did they agree to").containsPattern("(?s)Agreed to.*E-mail.*Yes");
        assertThat(page).as("and delete them").contains("/admin/members/" + lina + "/erasure/edit");

        support.visit("/admin/members/" + lina + "/erasure/edit");
        var asked = support.send("/admin/members/" + lina + "/erasure/edit", "reason", "asked by letter");
        assertThat(asked.uri().getPath()).isEqualTo("/admin/members/" + lina);
        assertThat(eraseMember.eraseDue(10)).as("a second person has to agree").isZero();

        admin.visit("/admin/members/" + lina);
        admin.send("/admin/members/" + lina + "/erasure/approve");
        assertThat(eraseMember.eraseDue(10)).isEqualTo(1);

        assertThat(support.visit("/admin/members/" + lina).body())
                .contains("No name")
                .doesNotContain("Li Na", "example.com", "Balcony care");
        assertThat(support.visit("/admin/search?q=li+na").body()).doesNotContain("Li Na</");
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    private void buy(String reference, String amount) {
        var item = new Item("MUG-1", "Blue mug", "cups", 1, new BigDecimal(amount));
        earnPoints.earn(List.of(new Activity(
                lina,
                ActivityType.PURCHASE,
                "till-1",
                reference,
                clock.instant().minus(Duration.ofMinutes(5)),
                "pos",
                null,
                Money.of(CurrencyUnit.of("CNY"), new BigDecimal(amount)),
                null,
                List.of(item))));
    }

    private Browser signedIn(StaffRole role) {
        var login = role.name().toLowerCase(java.util.Locale.ROOT) + "-who";
        assertThat(appointStaff.appoint(login, login, PASSWORD, Set.of(role), Optional.empty()))
                .isInstanceOf(AppointStaff.Outcome.Done.class);
        var browser = new Browser(port, "en");
        browser.visit("/admin/sign-in");
        assertThat(browser.send("/admin/sign-in", "login", login, "password", PASSWORD)
                        .uri()
                        .getPath())
                .isEqualTo("/admin");
        return browser;
    }
}
