package io.perennial.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.Perennial;
import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.points.CheckIn;
import io.perennial.points.EarnPoints;
import io.perennial.points.Mission;
import io.perennial.points.MissionId;
import io.perennial.points.Points;
import io.perennial.points.Prize;
import io.perennial.points.PublishMission;
import io.perennial.rewards.EditCatalogue;
import io.perennial.rewards.Reward;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.RewardKind;
import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.TestDatabase;
import io.perennial.web.ServerCounters.Done;
import io.perennial.web.security.SignedInMember;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * What a look at the first page asks the database, session and all: counted by the server over many looks of the whole
 * application. It does not depend on how much a member has; only what some members have at all costs a question more.
 */
@SpringBootTest(
        classes = Perennial.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "db-scheduler.enabled=false",
            "spring.datasource.hikari.maximum-pool-size=" + ServerCounters.CONNECTIONS,
            "spring.datasource.hikari.minimum-idle=" + ServerCounters.CONNECTIONS
        })
@OnTestDatabase
class HomePageCountersTests {

    private static final int LOOKS = 100;
    private static final StaffId STAFF = StaffId.next();

    /** Read anew every other second at most: rules, policy, missions, streak plan, the run of recommendations. */
    private static final double COPIES = .9;

    @LocalServerPort
    int port;

    @Autowired
    EarnPoints earnPoints;

    @Autowired
    CheckIn checkIn;

    @Autowired
    EditCatalogue catalogue;

    @Autowired
    PublishMission publishMission;

    @Autowired
    EnrolMembers enrolMembers;

    @Autowired
    FindByIndexNameSessionRepository<? extends Session> sessions;

    @Autowired
    DataSource dataSource;

    @Autowired
    Clock clock;

    @Test
    void a_look_is_a_handful_of_reads_and_writes_nothing() throws Exception {
        var few = member(1, 1);
        var many = member(60, 1);

        var done = looks(few);
        assertThat(done.statementsOfOne(LOOKS)).isLessThanOrEqualTo(9 + COPIES);
        assertThat(done.commits()).isLessThan(LOOKS / 10);
        assertThat(looks(many).statementsOfOne(LOOKS))
                .as("of a member who has much more")
                .isLessThanOrEqualTo(9 + COPIES);
    }

    @Test
    void whoever_has_everything_costs_a_few_reads_more() throws Exception {
        var mug = new BilingualText("杯子", "Mug");
        var reward = RewardId.next();
        catalogue.save(
                new Reward(
                        reward,
                        RewardKind.GOODS,
                        mug,
                        mug,
                        Points.of(900_000),
                        OptionalInt.of(1),
                        Optional.of("vip"),
                        null,
                        null,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                0,
                STAFF);
        catalogue.changeStock(reward, 10, STAFF);
        catalogue.publish(reward, STAFF);
        var once =
                new Mission.Step("buy", mug, ActivityType.PURCHASE, Condition.none(), Mission.Measure.TIMES, null, 100);
        assertThat(publishMission.publish(
                        new Mission(
                                MissionId.next(),
                                1,
                                mug,
                                mug,
                                List.of(once),
                                Mission.Recurrence.ONCE,
                                clock.instant(),
                                null,
                                Set.of(),
                                Prize.of(10),
                                null),
                        STAFF))
                .isInstanceOf(PublishMission.Outcome.Done.class);
        var vip = member(5, 2_000);
        assertThat(checkIn.checkIn(vip)).isInstanceOf(CheckIn.Outcome.CheckedIn.class);

        var done = looks(vip);

        assertThat(done.statementsOfOne(LOOKS)).isLessThanOrEqualTo(13 + COPIES);
        assertThat(done.commits()).isLessThan(LOOKS / 10);
    }

    private Done looks(MemberId member) throws Exception {
        var cookie = signIn(sessions, member);
        try (var browser = HttpClient.newHttpClient()) {
            look(browser, cookie);
            return new ServerCounters(dataSource)
                    .during(
                            () -> {
                                for (int i = 0; i < LOOKS; i++) {
                                    look(browser, cookie);
                                }
                            },
                            HomePageCountersTests::everybodyIsTold);
        }
    }

    private void look(HttpClient browser, String cookie) throws IOException, InterruptedException {
        var page = browser.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                        .header("Cookie", "session=" + cookie)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
    }

    private static void everybodyIsTold() {
        Awaitility.await()
                .until(() -> TestDatabase.get()
                                .dsl()
                                .fetchOne("SELECT COUNT(*) FROM EVENT_PUBLICATION")
                                .get(0, Long.class)
                        == 0);
    }

    private MemberId member(int purchases, int yuan) {
        var number = new Identifier(Identifier.Kind.CUSTOMER_NUMBER, "H" + purchases + "-" + yuan);
        var member = enrolMembers
                .enrol(List.of(new Enrolment(number, null, "test")))
                .getFirst()
                .member();
        var bought = new ArrayList<Activity>();
        IntStream.range(0, purchases)
                .forEach(each -> bought.add(new Activity(
                        member,
                        ActivityType.PURCHASE,
                        "test",
                        number.value() + "-" + each,
                        clock.instant(),
                        "pos",
                        null,
                        Money.of(CurrencyUnit.of("CNY"), BigDecimal.valueOf(yuan)),
                        null,
                        List.of())));
        earnPoints.earn(bought);
        return member;
    }

    /** A session as the sign-in leaves it. */
    private static <S extends Session> String signIn(SessionRepository<S> sessions, MemberId member) {
        var who = SignedInMember.of(member);
        var session = sessions.createSession();
        session.setAttribute(
                "SPRING_SECURITY_CONTEXT",
                new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                        who, null, List.of(new SimpleGrantedAuthority("MEMBER")))));
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, who.getName());
        session.setMaxInactiveInterval(Duration.ofDays(30));
        sessions.save(session);
        return Base64.getEncoder().encodeToString(session.getId().getBytes(StandardCharsets.UTF_8));
    }
}
