package io.perennial.web.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.insights.ReadActivities.Cursor;
import io.perennial.insights.ReadStream;
import io.perennial.insights.ReadStream.Streamed;
import io.perennial.insights.ReadStream.Wanted;
import io.perennial.membership.BilingualText;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.StaffId;
import io.perennial.points.Cap;
import io.perennial.points.EarnPoints;
import io.perennial.points.EarnRule;
import io.perennial.points.Formula;
import io.perennial.points.PublishRule;
import io.perennial.points.RuleId;
import io.perennial.points.SimulateRules;
import io.perennial.points.SimulateRules.Outcome.Compared;
import io.perennial.points.Stacking;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Replays the year by draft rules, then really lives it again with those rules in force, as other members: what the replay
 * said is what they are paid, member by member, to the point.
 */
@TestComponent
class ReplayOfARealYear {

    private static final Logger log = LoggerFactory.getLogger(ReplayOfARealYear.class);
    private static final Field<byte[]> MEMBER = DSL.field("member_id", byte[].class);
    private static final Field<String> KIND = DSL.field("kind", String.class);
    private static final Field<Long> POINTS = DSL.field("sum(points)", Long.class);
    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

    private final SimulateRules simulateRules;
    private final ReadStream stream;
    private final EarnPoints earnPoints;
    private final EnrolMembers enrolMembers;
    private final PublishRule publishRule;
    private final Programme programme;
    private final TransactionTemplate transactions;
    private final DSLContext dsl;
    private final Clock clock;

    ReplayOfARealYear(
            SimulateRules simulateRules,
            ReadStream stream,
            EarnPoints earnPoints,
            EnrolMembers enrolMembers,
            PublishRule publishRule,
            Programme programme,
            PlatformTransactionManager transactions,
            DSLContext dsl,
            Clock clock) {
        this.simulateRules = simulateRules;
        this.stream = stream;
        this.earnPoints = earnPoints;
        this.enrolMembers = enrolMembers;
        this.publishRule = publishRule;
        this.programme = programme;
        this.transactions = new TransactionTemplate(transactions);
        this.dsl = dsl;
        this.clock = clock;
    }

    void agreesWithWhatPublishingPays() {
        var drafts = drafts();
        var began = System.nanoTime();
        var compared = (Compared) simulateRules.simulate(drafts, SimulateRules.MOST_DAYS);
        var took = (System.nanoTime() - began) / 1_000_000;
        log.info(
                "{} activities of {} members were replayed by two rule books in {} ms: {} beside {}",
                compared.activities(),
                compared.members(),
                took,
                compared.drafted(),
                compared.inForce());
        assertThat(compared.activities()).isEqualTo(22_190);
        assertThat(compared.drafted().points()).isGreaterThan(compared.inForce().points());
        assertThat(compared.gaining()).hasSize(SimulateRules.MOST_MEMBERS);

        publish(drafts);
        var doubles = liveAgain();

        var paid = new HashMap<MemberId, Long>();
        var sums = new TreeMap<String, Long>();
        dsl.select(MEMBER, KIND, POINTS)
                .from("points_entry")
                .groupBy(MEMBER, KIND)
                .forEach(row -> {
                    var member = memberId(row.value1());
                    if (doubles.containsValue(member)) {
                        paid.merge(member, row.value3(), Long::sum);
                        sums.merge(row.value2(), row.value3(), Long::sum);
                    }
                });
        assertThat(sums)
                .isEqualTo(Map.of(
                        "EARNED",
                        compared.drafted().points(),
                        "TAKEN_BACK",
                        -compared.drafted().takenBack()));
        for (var change : compared.gaining()) {
            assertThat(paid).containsEntry(doubles.get(change.member()), change.drafted());
        }
    }

    /** Mugs twice for VIPs on some days, with a cap and a budget that are used up; and growth by tier for first purchases. */
    private List<EarnRule> drafts() {
        var mugs = new EarnRule(
                RuleId.next(),
                1,
                new BilingualText("马克杯双倍积分", "Double points on mugs"),
                EarnRule.Role.BONUS,
                ActivityType.PURCHASE,
                new Condition.All(List.of(
                        new Condition.ItemNamed(new TreeSet<>(List.of("mug"))),
                        new Condition.TierIn(new TreeSet<>(List.of("vip", "black"))),
                        new Condition.WeekdayIn(Set.of(DayOfWeek.TUESDAY, DayOfWeek.THURSDAY)))),
                new Formula.Multiplied(new BigDecimal("2"), Formula.Rounding.DOWN),
                new Formula.Nothing(),
                List.of(new Cap(Cap.Window.EVER, Cap.Measure.POINTS, 500)),
                20_000L,
                Stacking.ADD_UP,
                0,
                null,
                clock.instant(),
                null);
        var first = new EarnRule(
                RuleId.next(),
                1,
                new BilingualText("首单", "First purchase"),
                EarnRule.Role.BONUS,
                ActivityType.PURCHASE,
                new Condition.FirstPurchase(),
                new Formula.ByTier(
                        new Formula.PerAmount(1, new BigDecimal("3.00"), Formula.Rounding.HALF_UP),
                        Map.of("member", new BigDecimal("1.5"))),
                new Formula.Multiplied(new BigDecimal("1.5"), Formula.Rounding.UP),
                List.of(new Cap(Cap.Window.MONTH, Cap.Measure.POINTS, 400)),
                null,
                Stacking.BEST_WINS,
                0,
                null,
                clock.instant(),
                null);
        return List.of(mugs, first);
    }

    /** As though they had been published before all of it; in one transaction, so that no older book is kept in mind. */
    private void publish(List<EarnRule> drafts) {
        transactions.executeWithoutResult(status -> {
            for (var draft : drafts) {
                assertThat(publishRule.publish(draft.during(clock.instant(), null), StaffId.next()))
                        .isInstanceOf(PublishRule.Outcome.Done.class);
            }
            dsl.execute("UPDATE points_rule SET effective_from = '2000-01-01 00:00:00'");
        });
    }

    private Map<MemberId, MemberId> liveAgain() {
        var wanted = new Wanted(Set.of(), Condition.none(), LONG_AGO, clock.instant(), programme.zone(), true);
        var doubles = new HashMap<MemberId, MemberId>();
        var references = new HashMap<ActivityId, String>();
        var after = Optional.<Cursor>empty();
        while (true) {
            var chunk = stream.chunk(wanted, after, EarnPoints.MOST_AT_ONCE);
            if (chunk.isEmpty()) {
                return doubles;
            }
            after = Optional.of(chunk.getLast().recorded().cursor());
            var own = chunk.stream()
                    .filter(each -> !each.recorded().source().equals("again"))
                    .toList();
            enrol(own, doubles);
            var told = new ArrayList<Activity>();
            for (var each : own) {
                references.put(each.recorded().id(), each.recorded().reference());
                told.add(again(each, doubles, references));
            }
            earnPoints.earn(told).forEach(outcome -> assertThat(outcome).isInstanceOf(EarnPoints.Outcome.Booked.class));
        }
    }

    private void enrol(List<Streamed> chunk, Map<MemberId, MemberId> doubles) {
        var strangers = chunk.stream()
                .map(each -> each.recorded().member())
                .distinct()
                .filter(member -> !doubles.containsKey(member))
                .toList();
        var enrolments = strangers.stream()
                .map(member -> new EnrolMembers.Enrolment(
                        Identifier.parse(Identifier.Kind.CUSTOMER_NUMBER, "again:" + member)
                                .orElseThrow(),
                        null,
                        "test"))
                .toList();
        var enrolled = enrolMembers.enrol(enrolments);
        for (var i = 0; i < strangers.size(); i++) {
            doubles.put(strangers.get(i), enrolled.get(i).member());
        }
    }

    private static MemberId memberId(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new MemberId(new UUID(buffer.getLong(), buffer.getLong()));
    }

    private static Activity again(Streamed each, Map<MemberId, MemberId> doubles, Map<ActivityId, String> references) {
        var recorded = each.recorded();
        return new Activity(
                doubles.get(recorded.member()),
                recorded.type(),
                "again",
                recorded.reference(),
                recorded.happenedAt(),
                recorded.channel(),
                recorded.store(),
                recorded.amount(),
                recorded.refundOf() == null ? null : references.get(recorded.refundOf()),
                each.items());
    }
}
