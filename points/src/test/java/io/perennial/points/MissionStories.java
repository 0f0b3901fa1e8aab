package io.perennial.points;

import static io.perennial.points.Stories.money;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.ActivitiesRecorded.Line;
import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.insights.Item;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.points.Mission.Measure;
import io.perennial.points.Mission.Recurrence;
import io.perennial.points.Mission.Step;
import io.perennial.points.ReadMissions.Progress;
import io.perennial.testing.TurnableClock;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Missions through their ports on the real database: Anna shops on a Monday. Each purchase also earns its points, one for one
 * yuan.
 */
@PointsTest
abstract class MissionStories {

    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    static final LocalDate MONDAY = LocalDate.of(2026, 12, 7);
    static final StaffId STAFF = StaffId.next();
    static final CurrencyUnit CNY = CurrencyUnit.of("CNY");

    @Autowired
    EarnPoints earnPoints;

    @Autowired
    PublishMission publishMission;

    @Autowired
    ReadMissions readMissions;

    @Autowired
    CountActivities countActivities;

    @Autowired
    EditBadges editBadges;

    @Autowired
    ReadBadges readBadges;

    @Autowired
    ReadBalance readBalance;

    @Autowired
    VerifyLedger verifyLedger;

    @Autowired
    Members members;

    @Autowired
    TurnableClock clock;

    final List<Line> told = new ArrayList<>();
    MemberId anna;

    @BeforeEach
    void anna_shops_on_a_monday() {
        anna = members.enrol();
        clock.turnTo(at(MONDAY, "09:00"));
    }

    @AfterEach
    void the_ledger_is_sound() {
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    void publish(Mission mission) {
        assertThat(publishMission.publish(mission, STAFF))
                .isEqualTo(new PublishMission.Outcome.Done(mission.id(), mission.version()));
    }

    static Mission mission(Recurrence recurrence, long points, Step... steps) {
        return new Mission(
                MissionId.next(),
                1,
                new BilingualText("买两次", "Two purchases"),
                new BilingualText("买两次就好", "Just buy twice"),
                List.of(steps),
                recurrence,
                at(MONDAY, "09:00"),
                at(MONDAY.plusDays(30), "00:00"),
                Set.of(),
                Prize.of(points));
    }

    static Mission next(Mission before, Step... steps) {
        return new Mission(
                before.id(),
                before.version() + 1,
                before.name(),
                before.text(),
                List.of(steps),
                before.recurrence(),
                before.startsAt(),
                before.endsAt(),
                before.tiers(),
                before.prize());
    }

    static Mission with(Mission mission, Set<String> tiers, Prize prize) {
        return new Mission(
                mission.id(),
                mission.version(),
                mission.name(),
                mission.text(),
                mission.steps(),
                mission.recurrence(),
                mission.startsAt(),
                mission.endsAt(),
                tiers,
                prize);
    }

    static Step twice() {
        return step("s1", Measure.TIMES, null, 2);
    }

    static Step step(String key, Measure measure, @Nullable CurrencyUnit currency, long target) {
        return step(key, Condition.none(), measure, currency, target);
    }

    static Step step(String key, Condition condition, Measure measure, @Nullable CurrencyUnit currency, long target) {
        return new Step(
                key, new BilingualText("买", "Buy"), ActivityType.PURCHASE, condition, measure, currency, target);
    }

    /** Told to the shop's till, and counted as if the event had come at once. */
    void told(Activity activity) {
        var line = line(earn(activity));
        told.add(line);
        countActivities.count(List.of(line));
    }

    void tellAt(Instant moment, String reference) {
        if (clock.instant().isBefore(moment)) {
            clock.turnTo(moment);
        }
        told(activity(anna, moment, reference, "1.00"));
    }

    record Done(Activity activity, EarnPoints.Outcome.Booked booked) {}

    Done earn(Activity activity) {
        return new Done(activity, (EarnPoints.Outcome.Booked)
                earnPoints.earn(List.of(activity)).getFirst());
    }

    static Line line(Done done) {
        return new Line(
                done.booked().activity(),
                done.activity().member(),
                done.activity().type().code(),
                done.activity().happenedAt());
    }

    Activity buy(MemberId member, String reference, String amount) {
        return activity(member, ActivityType.PURCHASE, reference, amount, null, List.of());
    }

    Activity refund(MemberId member, String reference, String amount, String purchase, List<Item> items) {
        return activity(member, ActivityType.REFUND, reference, amount, purchase, items);
    }

    static Activity activity(MemberId member, Instant at, String reference, String amount) {
        return new Activity(
                member, ActivityType.PURCHASE, "shop", reference, at, "web", null, money(amount), null, List.of());
    }

    Activity activity(
            MemberId member,
            ActivityType type,
            String reference,
            String amount,
            @Nullable String refundOf,
            List<Item> items) {
        return new Activity(
                member, type, "shop", reference, clock.instant(), "web", null, money(amount), refundOf, items);
    }

    static Item item(String sku, String name, int quantity, String price) {
        return new Item(sku, name, null, quantity, new BigDecimal(price));
    }

    Progress only() {
        return progress(anna);
    }

    Progress progress(MemberId member) {
        return readMissions.of(member).getFirst();
    }

    BigDecimal done() {
        return only().steps().getFirst().done();
    }

    long balance(MemberId member) {
        return readBalance.of(member).points().value();
    }

    static Instant at(LocalDate day, String time) {
        return LocalDateTime.parse(day + "T" + time).atZone(SHANGHAI).toInstant();
    }
}
