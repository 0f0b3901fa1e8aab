package io.perennial.web.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.perennial.Perennial;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.insights.ReadFacts;
import io.perennial.membership.AppointStaff;
import io.perennial.membership.BilingualText;
import io.perennial.membership.EditLadder;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.points.EarnRule;
import io.perennial.points.Formula;
import io.perennial.points.Mission;
import io.perennial.points.MissionId;
import io.perennial.points.Points;
import io.perennial.points.Prize;
import io.perennial.points.PublishMission;
import io.perennial.points.PublishRule;
import io.perennial.points.ReadBalance;
import io.perennial.points.ReadRules;
import io.perennial.points.VerifyLedger;
import io.perennial.rewards.EditCatalogue;
import io.perennial.rewards.Reward;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.RewardKind;
import io.perennial.testing.AnotherProcess;
import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.Together;
import io.perennial.web.api.keys.IssueApiKeys;
import io.perennial.web.api.keys.RecogniseApiKey;
import io.perennial.web.api.keys.Scope;
import io.perennial.web.imports.ImportStatus;
import io.perennial.web.imports.ReadImports;
import io.perennial.web.imports.ReceiveFile;
import io.perennial.web.imports.SteerImport;
import io.perennial.web.portal.Browser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/**
 * Two processes of the application on one database: this one, and another that is killed at the end. What is asserted here
 * about times is what the page on several instances states.
 */
@SpringBootTest(
        classes = Perennial.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {TwoInstancesTests.HAND_OVER, TwoInstancesTests.NO_LIMIT})
@ContextConfiguration(initializers = OnTestDatabase.Connected.class)
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoInstancesTests {

    /** A minute in production, which is too long to wait here. */
    static final String HAND_OVER = "perennial.events.abandoned-after=3s";

    /** Tills here sell without a pause. */
    static final String NO_LIMIT = "perennial.api.requests-per-minute=10000000";

    private static final Duration STALE = Duration.ofSeconds(RecogniseApiKey.STALE_SECONDS);

    /** The machine has other things to do. */
    private static final Duration ALLOWANCE = Duration.ofSeconds(2);

    /** Half a minute where the machine has time for it; how long it took is printed. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(60);

    private static final String PASSWORD = "a garden of ten roses";
    private static final int PEOPLE = 20;
    private static final int LINES = 4_000;
    private static final Pattern NUMBER = Pattern.compile("\"points\":(\\d+)");

    @TempDir
    static Path folder;

    @LocalServerPort
    int here;

    @Autowired
    AppointStaff appointStaff;

    @Autowired
    IssueApiKeys keys;

    @Autowired
    EnrolMembers enrolMembers;

    @Autowired
    EditCatalogue catalogue;

    @Autowired
    ReadRules rules;

    @Autowired
    PublishRule publishRule;

    @Autowired
    PublishMission publishMission;

    @Autowired
    ReadLadder ladder;

    @Autowired
    EditLadder editLadder;

    @Autowired
    ReceiveFile receiveFile;

    @Autowired
    SteerImport steerImport;

    @Autowired
    ReadImports readImports;

    @Autowired
    ReadBalance balances;

    @Autowired
    VerifyLedger verifyLedger;

    @Autowired
    ReadFacts facts;

    @Autowired
    Scheduler jobs;

    @Autowired
    Clock clock;

    private final HttpClient http = HttpClient.newHttpClient();
    private AnotherProcess other;
    private int there;
    private String key;
    private StaffId admin;
    private RewardId reward;
    private MissionId mission;
    private List<MemberId> people;

    @BeforeAll
    void another_instance_and_a_little_programme() throws IOException {
        TestDatabase.get().reset();
        other = AnotherProcess.start(
                OneInstance.class,
                Pattern.compile("port \\d+"),
                List.of(
                        deaf().toString(),
                        "--server.port=0",
                        "--spring.main.banner-mode=off",
                        "--" + HAND_OVER,
                        "--" + NO_LIMIT));
        admin = staff("gardener", StaffRole.ADMIN);
        key = ((IssueApiKeys.Outcome.Issued) keys.issue("Tills", EnumSet.allOf(Scope.class), Optional.of(admin)))
                .token();
        people = enrolMembers
                .enrol(IntStream.range(0, PEOPLE)
                        .mapToObj(number -> new EnrolMembers.Enrolment(
                                new Identifier(Identifier.Kind.CUSTOMER_NUMBER, "M-" + number), null, "till"))
                        .toList())
                .stream()
                .map(EnrolMembers.Enrolled::member)
                .toList();
        reward = coffee();
        mission = countingPurchases();
        there = Integer.parseInt(other.next().substring("port ".length()));
    }

    @AfterAll
    void no_process_is_left() {
        other.close();
    }

    // --- shared by the database: never stale --------------------------------------------------------

    @Test
    @Order(1)
    void who_signs_in_at_one_goes_on_at_the_other_with_the_form_of_either() {
        var browser = signedIn(there, "gardener");
        assertThat(browser.goesOnAt(here).visit("/admin/staff").uri().getPath()).isEqualTo("/admin/staff");
        browser.goesOnAt(there).visit("/admin/staff/new");
        assertThat(browser.goesOnAt(here).send("/admin/sign-out").statusCode())
                .as("the other's form is good here")
                .isEqualTo(200);
        assertThat(browser.goesOnAt(there).visit("/admin/staff").uri().getPath())
                .as("and the sign-out there")
                .isEqualTo("/admin/sign-in");
    }

    @Test
    @Order(2)
    void a_role_taken_away_at_one_is_gone_at_the_other_with_the_next_request() {
        var colleague = staff("colleague", StaffRole.ADMIN);
        var browser = signedIn(there, "colleague");
        assertThat(browser.visit("/admin/staff").statusCode()).isEqualTo(200);
        appointStaff.changeRoles(colleague, Set.of(StaffRole.SUPPORT), admin);
        assertThat(browser.visit("/admin/staff").statusCode()).isEqualTo(403);
        appointStaff.disable(colleague, admin);
        assertThat(browser.visit("/admin").uri().getPath()).isEqualTo("/admin/sign-in");
    }

    @Test
    @Order(3)
    void wrong_passwords_at_both_count_as_one_persons() {
        staff("forgetful", StaffRole.SUPPORT);
        var browser = new Browser(here, "en");
        browser.visit("/admin/sign-in");
        var answers = new ArrayList<Integer>();
        for (var i = 0; i < 11; i++) {
            answers.add(browser.goesOnAt(i % 2 == 0 ? here : there)
                    .send("/admin/sign-in", "login", "forgetful", "password", "wrong " + i)
                    .statusCode());
        }
        assertThat(answers.subList(0, 9)).containsOnly(422);
        assertThat(answers.getLast()).isEqualTo(429);
    }

    @Test
    @Order(4)
    void a_ladder_published_at_one_holds_at_the_other_at_once() throws Exception {
        var now = ladder.ladder();
        var cheaper = new ArrayList<>(now.tiers());
        cheaper.set(1, cheaper.get(1).keptWith(1));
        var lowered = new Ladder(
                cheaper.stream()
                        .map(tier -> tier.rank() == 1
                                ? new io.perennial.membership.Tier(tier.code(), 1, tier.name(), 7)
                                : tier)
                        .toList(),
                now.terms());
        assertThat(earn(there, people.getLast(), UUID.randomUUID().toString(), "1.00")
                        .body())
                .contains("\"code\":\"member\"");
        assertThat(editLadder.publish(lowered, ladder.version(), admin))
                .isInstanceOf(EditLadder.Outcome.Published.class);
        assertThat(earn(there, people.getLast(), UUID.randomUUID().toString(), "9.00")
                        .body())
                .contains("\"code\":\"vip\"");
    }

    // --- kept in memory: stale for two seconds at most ----------------------------------------------

    @Test
    @Order(5)
    void a_rule_published_at_one_pays_at_the_other_within_two_seconds() throws Exception {
        assertThat(pointsFor(there)).isEqualTo(10);
        var rule = rules.current().stream()
                .map(ReadRules.Published::rule)
                .filter(each -> each.activityType().equals(ActivityType.PURCHASE))
                .findFirst()
                .orElseThrow();
        assertThat(publishRule.publish(twice(rule), admin)).isInstanceOf(PublishRule.Outcome.Done.class);
        assertThat(pointsFor(here)).as("at once where it was published").isEqualTo(20);
        within(STALE, () -> pointsFor(there) == 20);
    }

    @Test
    @Order(6)
    void a_key_revoked_at_one_opens_nothing_at_the_other_within_two_seconds() throws Exception {
        var issued = (IssueApiKeys.Outcome.Issued) keys.issue("Lost", EnumSet.allOf(Scope.class), Optional.of(admin));
        Callable<Integer> status = () -> http.send(
                        request(there, "rewards?member=" + people.getFirst())
                                .setHeader("Authorization", "Bearer " + issued.token())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
        assertThat(status.call()).isEqualTo(200);
        keys.revoke(issued.key().id(), admin);
        within(STALE, () -> status.call() == 401);
    }

    // --- nothing twice ------------------------------------------------------------------------------

    @Test
    @Order(7)
    void what_is_sent_to_both_at_once_counts_once() throws Exception {
        var member = people.get(1);
        var before = balances.of(member).points().value();
        for (var round = 0; round < 8; round++) {
            var reference = "both-" + round;
            var answers =
                    Together.run(8, number -> () -> earn(number % 2 == 0 ? here : there, member, reference, "10.00"));
            assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
            assertThat(answers.stream().filter(answer -> answer.body().contains("\"repeated\":false")))
                    .hasSize(1);
            var intention = UUID.randomUUID().toString();
            var redeemed = Together.run(8, number -> () -> redeem(number % 2 == 0 ? here : there, member, intention));
            assertThat(redeemed).extracting(HttpResponse::statusCode).allMatch(status -> status < 300);
            assertThat(redeemed.stream()
                            .map(HttpResponse::body)
                            .map(TwoInstancesTests::code)
                            .distinct())
                    .hasSize(1);
        }
        assertThat(balances.of(member).points().value()).isEqualTo(before + 8 * (10 - 4));
        assertThat(verifyLedger.verify().isSound()).isTrue();
    }

    // --- taken over ---------------------------------------------------------------------------------

    @Test
    @Order(8)
    void what_a_killed_instance_was_at_the_other_does_within_half_a_minute_and_nothing_twice() throws Exception {
        await().atMost(TAKEN_OVER).until(() -> facts.waiting() == 0 && openEvents() == 0);
        var toldBefore = counted();
        jobs.pause(); // so that the other one has the file in hand
        var file = ((ReceiveFile.Outcome.Received) receiveFile.receive(
                        ReceiveFile.Upload.invoices(
                                "invoices.csv", "shop", "CNY", "Asia/Shanghai", Optional.empty(), false),
                        new ByteArrayInputStream(invoices())))
                .id();
        await().atMost(TAKEN_OVER)
                .until(() -> readImports.find(file).orElseThrow().status() == ImportStatus.READY);
        assertThat(steerImport.start(file, Optional.empty(), false)).isInstanceOf(SteerImport.Outcome.Done.class);

        var acknowledged = Collections.synchronizedList(new ArrayList<MemberId>());
        var isOver = new AtomicBoolean();
        var unanswered = new AtomicInteger();
        var tills = IntStream.range(0, 4)
                .mapToObj(till -> Thread.ofVirtual().start(() -> sell(till, isOver, acknowledged, unanswered)))
                .toList();
        await().atMost(TAKEN_OVER)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> readImports.find(file).orElseThrow().tally().purchases() > 0);
        Files.createFile(deaf());
        var deafFrom = acknowledged.size();
        await().atMost(TAKEN_OVER).until(() -> acknowledged.size() > deafFrom + 20);
        assertThat(readImports.find(file).orElseThrow().status())
                .as("it is killed in the middle of the file")
                .isEqualTo(ImportStatus.RUNNING);

        other.kill();
        var killed = System.nanoTime();
        var halfway = readImports.find(file).orElseThrow().tally().purchases();
        jobs.resume();
        await().atMost(TAKEN_OVER)
                .until(() -> readImports.find(file).orElseThrow().tally().purchases() > halfway);
        var takenOver = Duration.ofNanos(System.nanoTime() - killed);
        isOver.set(true);
        for (var till : tills) {
            till.join();
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> readImports.find(file).orElseThrow().status() == ImportStatus.DONE);
        await().atMost(TAKEN_OVER).until(() -> facts.waiting() == 0 && openEvents() == 0);
        await().atMost(TAKEN_OVER).until(() -> heldBySomebodyElse() == 0);

        var tally = readImports.find(file).orElseThrow().tally();
        assertThat(tally.purchases()).isEqualTo(LINES);
        assertThat(tally.repeated()).isZero();
        var ledger = verifyLedger.verify();
        assertThat(ledger.faults()).isEmpty();
        assertThat(unanswered).as("some requests were on their way").hasPositiveValue();
        for (var person : people) {
            var sold = Collections.frequency(acknowledged, person);
            assertThat(activitiesOf(person))
                    .as("nothing acknowledged is missing or doubled")
                    .isEqualTo(sold);
        }
        assertThat(counted() - toldBefore)
                .as("each event was handled, and counted once")
                .isEqualTo(acknowledged.size() + LINES);
        System.out.printf("The file was taken over after %.1f s%n", takenOver.toMillis() / 1_000.0);
    }

    /** A till sends again what was not answered, to whoever is there. */
    private void sell(int till, AtomicBoolean isOver, List<MemberId> acknowledged, AtomicInteger unanswered) {
        for (var number = 0; !isOver.get(); number++) {
            var member = people.get((number + till) % PEOPLE);
            var reference = "till-" + till + "-" + number;
            for (var port = number % 2 == 0 ? here : there; ; port = here) {
                try {
                    var answer = earn(port, member, reference, "10.00");
                    if (answer.statusCode() == 200) {
                        acknowledged.add(member);
                        break;
                    }
                    throw new IllegalStateException(answer.body());
                } catch (IOException | InterruptedException e) {
                    unanswered.incrementAndGet();
                }
            }
        }
    }

    private static long activitiesOf(MemberId member) {
        return TestDatabase.get()
                .dsl()
                .fetchSingle(
                        "SELECT COUNT(*) FROM insights_activity WHERE member_id = ? AND reference LIKE 'till-%'",
                        bytes(member))
                .get(0, Long.class);
    }

    /** By the mission, which listens to what is recorded. */
    private long counted() {
        return TestDatabase.get()
                .dsl()
                .fetchSingle(
                        "SELECT COALESCE(SUM(times), 0) FROM points_mission_progress WHERE mission_id = ?",
                        bytes(mission.value()))
                .get(0, Long.class);
    }

    private static int openEvents() {
        return TestDatabase.get().dsl().fetchCount(DSL.table("EVENT_PUBLICATION"));
    }

    private int heldBySomebodyElse() {
        return TestDatabase.get()
                .dsl()
                .fetchCount(
                        DSL.table("scheduled_tasks"),
                        DSL.condition("picked_by IS NOT NULL AND last_heartbeat < NOW(6) - INTERVAL 25 SECOND"));
    }

    private static byte[] bytes(MemberId member) {
        return bytes(member.value());
    }

    private static byte[] bytes(UUID id) {
        return java.nio.ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static byte[] invoices() {
        var text = new StringBuilder("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\n");
        for (var i = 0; i < LINES; i++) {
            text.append("I%d,sku-%d,A pot,1,2026-05-%02d 10:00:00,3.00,%d\n"
                    .formatted(i, i % 7, 1 + i % 28, 5_000 + i % 300));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    // --- the programme ------------------------------------------------------------------------------

    private static Path deaf() {
        return folder.resolve("deaf");
    }

    private StaffId staff(String login, StaffRole role) {
        return ((AppointStaff.Outcome.Done)
                        appointStaff.appoint(login, login, PASSWORD, Set.of(role), Optional.ofNullable(admin)))
                .staff();
    }

    private static Browser signedIn(int port, String login) {
        var browser = new Browser(port, "en");
        browser.visit("/admin/sign-in");
        assertThat(browser.send("/admin/sign-in", "login", login, "password", PASSWORD)
                        .uri()
                        .getPath())
                .isEqualTo("/admin");
        return browser;
    }

    private RewardId coffee() {
        var coffee = RewardId.next();
        catalogue.save(
                new Reward(
                        coffee,
                        RewardKind.GOODS,
                        new BilingualText("咖啡", "Coffee"),
                        new BilingualText("一杯", "A cup"),
                        Points.of(4),
                        OptionalInt.empty(),
                        Optional.empty(),
                        null,
                        null,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                0,
                admin);
        catalogue.changeStock(coffee, 1_000, admin);
        catalogue.publish(coffee, admin);
        return coffee;
    }

    private MissionId countingPurchases() {
        var id = MissionId.next();
        assertThat(publishMission.publish(
                        new Mission(
                                id,
                                1,
                                new BilingualText("常客", "A regular"),
                                new BilingualText("常来", "Come often"),
                                List.of(new Mission.Step(
                                        "times",
                                        new BilingualText("消费", "Buy"),
                                        ActivityType.PURCHASE,
                                        Condition.none(),
                                        Mission.Measure.TIMES,
                                        null,
                                        100_000)),
                                Mission.Recurrence.ONCE,
                                Instant.parse("2026-01-01T00:00:00Z"),
                                null,
                                Set.of(),
                                Prize.of(1),
                                null),
                        admin))
                .isInstanceOf(PublishMission.Outcome.Done.class);
        return id;
    }

    private EarnRule twice(EarnRule rule) {
        return new EarnRule(
                rule.id(),
                rule.version() + 1,
                rule.name(),
                rule.role(),
                rule.activityType(),
                rule.condition(),
                rule.audience(),
                new Formula.PerAmount(2, new BigDecimal("1.00"), ((Formula.PerAmount) rule.points()).rounding()),
                rule.growth(),
                rule.caps(),
                rule.budget(),
                rule.stacking(),
                rule.priority(),
                rule.about(),
                clock.instant(),
                null);
    }

    // --- tills --------------------------------------------------------------------------------------

    private HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/" + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> earn(int port, MemberId member, String reference, String amount)
            throws IOException, InterruptedException {
        var body = """
            {"member":{"id":"%s"},"type":"purchase","source":"tills","reference":"%s","happenedAt":"%s",\
            "channel":"pos","amount":{"value":"%s","currency":"CNY"}}\
            """.formatted(member, reference, "2026-06-01T10:00:00Z", amount);
        return http.send(
                request(port, "activities")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> redeem(int port, MemberId member, String intention)
            throws IOException, InterruptedException {
        return http.send(
                request(port, "redemptions")
                        .header("Idempotency-Key", intention)
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"member\":{\"id\":\"%s\"},\"reward\":\"%s\"}".formatted(member, reward)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String code(String answer) {
        var found = Pattern.compile("\"code\":\"([^\"]+)\"").matcher(answer);
        assertThat(found.find()).as(answer).isTrue();
        return found.group(1);
    }

    /** What ten yuan earn there, now. */
    private long pointsFor(int port) throws IOException, InterruptedException {
        var body = """
            {"member":{"id":"%s"},"type":"purchase","source":"tills","reference":"%s","happenedAt":"%s",\
            "channel":"pos","amount":{"value":"10.00","currency":"CNY"}}\
            """.formatted(people.getFirst(), UUID.randomUUID(), clock.instant());
        var answer = http.send(
                        request(port, "activities")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        var points = NUMBER.matcher(answer);
        assertThat(points.find()).as(answer).isTrue();
        return Long.parseLong(points.group(1));
    }

    private static void within(Duration stated, Callable<Boolean> holds) {
        await().atMost(stated.plus(ALLOWANCE))
                .pollInterval(Duration.ofMillis(100))
                .until(holds);
    }
}
