package io.perennial.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.Perennial;
import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.insights.Item;
import io.perennial.insights.KeepFacts;
import io.perennial.insights.KeepRecommendations;
import io.perennial.membership.BilingualText;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.points.CheckIn;
import io.perennial.points.EarnPoints;
import io.perennial.points.EarnRule;
import io.perennial.points.Formula;
import io.perennial.points.Mission;
import io.perennial.points.MissionId;
import io.perennial.points.Points;
import io.perennial.points.Prize;
import io.perennial.points.PublishMission;
import io.perennial.points.PublishRule;
import io.perennial.points.RuleId;
import io.perennial.points.Stacking;
import io.perennial.rewards.EditCatalogue;
import io.perennial.rewards.RedeemReward;
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
    private static final Item KETTLE = new Item("KET-1", "Kettle", "kitchen", 1, BigDecimal.TEN);
    private static final Item TEAPOT = new Item("TEA-1", "Teapot", "kitchen", 1, BigDecimal.TEN);
    private static final Item SPADE = new Item("SPA-1", "Spade", "garden", 1, BigDecimal.TEN);

    /** Read anew every other second at most: rules, policy, missions, streak plan, catalogue, the run of recommendations. */
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
    PublishRule publishRule;

    @Autowired
    RedeemReward redeemReward;

    @Autowired
    KeepFacts facts;

    @Autowired
    KeepRecommendations recommendations;

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
        assertThat(done.statementsOfOne(LOOKS)).isLessThanOrEqualTo(7 + COPIES);
        assertThat(done.commits()).isLessThan(LOOKS / 10);
        assertThat(looks(many).statementsOfOne(LOOKS))
                .as("of a member who has much more")
                .isLessThanOrEqualTo(7 + COPIES);
    }

    @Test
    void whoever_has_everything_costs_three_reads_more() throws Exception {
        campaign();
        reward(900_000, OptionalInt.empty());
        mission();
        var cheap = reward(100, OptionalInt.empty());
        for (int i = 0; i < 2 * KeepRecommendations.FEWEST; i++) {
            buys(member(0, 1 + i), "other", 10, KETTLE, TEAPOT);
            buys(member(0, 50 + i), "other", 10, SPADE);
        }
        var vip = member(3, 2_000);
        buys(vip, "vip", 2_000, KETTLE);
        assertThat(checkIn.checkIn(vip)).isInstanceOf(CheckIn.Outcome.CheckedIn.class);
        assertThat(redeemReward.redeem(new RedeemReward.Redeeming(vip, cheap, "K")))
                .isInstanceOf(RedeemReward.Outcome.Redeemed.class);
        everybodyIsTold();
        facts.gather();
        recommendations.rebuild();

        assertThat(page(vip))
                .contains(
                        "you’re VIP now!",
                        "Double points",
                        "Reward 900000",
                        "Buy a hundred times",
                        "Reward 100",
                        "Teapot");
        var done = looks(vip);
        assertThat(done.statementsOfOne(LOOKS)).isLessThanOrEqualTo(10 + COPIES);
        assertThat(done.commits()).isLessThan(LOOKS / 10);

        reward(899_000, OptionalInt.of(1));
        assertThat(looks(vip).statementsOfOne(LOOKS))
                .as("where how many of the next goal the member has decides")
                .isLessThanOrEqualTo(11 + COPIES);
    }

    private RewardId reward(long price, OptionalInt limit) {
        var name = new BilingualText("奖品 " + price, "Reward " + price);
        var reward = RewardId.next();
        catalogue.save(
                new Reward(
                        reward,
                        RewardKind.GOODS,
                        name,
                        name,
                        Points.of(price),
                        limit,
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
        return reward;
    }

    private void campaign() {
        assertThat(publishRule.publish(
                        new EarnRule(
                                RuleId.next(),
                                1,
                                new BilingualText("双倍积分", "Double points"),
                                EarnRule.Role.BONUS,
                                ActivityType.PURCHASE,
                                Condition.none(),
                                Condition.none(),
                                new Formula.Multiplied(BigDecimal.TWO, Formula.Rounding.DOWN),
                                new Formula.Nothing(),
                                List.of(),
                                1_000_000L,
                                Stacking.ADD_UP,
                                0,
                                null,
                                clock.instant(),
                                null),
                        STAFF))
                .isInstanceOf(PublishRule.Outcome.Done.class);
    }

    private void mission() {
        var name = new BilingualText("消费一百次", "Buy a hundred times");
        var step = new Mission.Step(
                "buy", name, ActivityType.PURCHASE, Condition.none(), Mission.Measure.TIMES, null, 100);
        assertThat(publishMission.publish(
                        new Mission(
                                MissionId.next(),
                                1,
                                name,
                                name,
                                List.of(step),
                                Mission.Recurrence.ONCE,
                                clock.instant(),
                                null,
                                Set.of(),
                                Prize.of(10),
                                50L),
                        STAFF))
                .isInstanceOf(PublishMission.Outcome.Done.class);
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

    private String page(MemberId member) throws IOException, InterruptedException {
        try (var browser = HttpClient.newHttpClient()) {
            return look(browser, signIn(sessions, member));
        }
    }

    private String look(HttpClient browser, String cookie) throws IOException, InterruptedException {
        var page = browser.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                        .header("Cookie", "session=" + cookie)
                        .header("Accept-Language", "en")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body();
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
        if (purchases > 0) {
            earnPoints.earn(IntStream.range(0, purchases)
                    .mapToObj(each -> purchase(member, number.value() + "-" + each, yuan))
                    .toList());
        }
        return member;
    }

    private void buys(MemberId member, String reference, int yuan, Item... items) {
        earnPoints.earn(List.of(purchase(member, reference + member, yuan, items)));
    }

    private Activity purchase(MemberId member, String reference, int yuan, Item... items) {
        return new Activity(
                member,
                ActivityType.PURCHASE,
                "test",
                reference,
                clock.instant(),
                "pos",
                null,
                Money.of(CurrencyUnit.of("CNY"), BigDecimal.valueOf(yuan)),
                null,
                List.of(items));
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
