package io.perennial.points;

import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.insights.CountAudience;
import io.perennial.insights.KeepFacts;
import io.perennial.insights.PickMembers;
import io.perennial.insights.PublishSegment;
import io.perennial.insights.PublishSegment.Outcome;
import io.perennial.insights.ReadFacts;
import io.perennial.insights.ReadSegments;
import io.perennial.insights.Segment;
import io.perennial.insights.Segment.Kind;
import io.perennial.insights.SegmentsChanged;
import io.perennial.insights.SettleSegments;
import io.perennial.insights.Trait;
import io.perennial.insights.Trait.Did;
import io.perennial.insights.Trait.Window;
import io.perennial.membership.BilingualText;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.Interest;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadMember;
import io.perennial.membership.RecordConsent;
import io.perennial.membership.Region;
import io.perennial.membership.StaffId;
import io.perennial.membership.Tag;
import io.perennial.membership.TagMembers;
import io.perennial.membership.UpdateProfile;
import io.perennial.testing.TurnableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.AssertablePublishedEvents;

/** From what members do to the segments they belong to, and on to the rules that ask for them. */
@PointsTest
class SegmentsTests {

    private static final StaffId BY = StaffId.next();

    @Autowired
    private KeepFacts keepFacts;

    @Autowired
    private ReadFacts facts;

    @Autowired
    private PublishSegment publishing;

    @Autowired
    private SettleSegments settling;

    @Autowired
    private ReadSegments segments;

    @Autowired
    private PickMembers picking;

    @Autowired
    private CountAudience counting;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private SpendPoints spendPoints;

    @Autowired
    private PublishRule publishRule;

    @Autowired
    private SimulateRules simulateRules;

    @Autowired
    private Members members;

    @Autowired
    private EnrolMembers enrolMembers;

    @Autowired
    private RecordConsent recordConsent;

    @Autowired
    private TagMembers tagMembers;

    @Autowired
    private ReadMember readMember;

    @Autowired
    private UpdateProfile updateProfile;

    @Autowired
    private Programme programme;

    @Autowired
    private TurnableClock clock;

    @Test
    void what_members_do_and_hold_becomes_facts() {
        var anna = members.enrol();
        var now = clock.instant();
        earnPoints.earn(List.of(
                purchase(anna, "A1", "300.00", now.minus(Duration.ofDays(40))),
                purchase(anna, "A2", "80.00", now.minus(Duration.ofDays(3))),
                refund(anna, "R2", "80.00", "A2", now.minus(Duration.ofDays(2)))));
        keepFacts.gather();

        var known = facts.find(anna).orElseThrow();
        assertThat(known.purchases()).isEqualTo(1);
        assertThat(known.spentMinor()).isEqualTo(300_00);
        assertThat(known.lastPurchaseAt()).isEqualTo(now.minus(Duration.ofDays(40)));
        assertThat(known.lastActivityAt()).isEqualTo(now.minus(Duration.ofDays(2)));
        assertThat(known.balance()).isEqualTo(300);
        assertThat(known.expiring()).isNotNull();
        assertThat(known.tier()).isEqualTo("member");
        assertThat(known.missing()).isEqualTo(700);
        assertThat(facts.waiting()).isZero();

        keepFacts.rebuild(done -> {});
        assertThat(facts.find(anna)).contains(known);
    }

    @Test
    void what_is_brought_forward_by_a_purchase_is_what_is_gathered_anew() {
        var anna = members.enrol();
        tagMembers.tag(new TagMembers.Tagging(anna, Set.of(new Tag("regular")), Set.of(), Optional.empty()));
        keepFacts.gather();
        assertThat(facts.find(anna).orElseThrow().lastActivityAt()).isNull();

        earnPoints.earn(List.of(purchase(anna, "A1", "300.00", clock.instant().minus(Duration.ofDays(400)))));
        keepFacts.gather();
        clock.turn(Duration.ofDays(1));
        earnPoints.earn(List.of(purchase(anna, "A2", "200.00", clock.instant())));
        keepFacts.gather();

        var known = facts.find(anna).orElseThrow();
        assertThat(known.purchases()).isEqualTo(2);
        assertThat(known.spentMinor()).isEqualTo(500_00);
        assertThat(known.growth()).isEqualTo(500);
        assertThat(known.missing()).isEqualTo(500);
        assertThat(known.balance()).isEqualTo(500);
        assertThat(known.tags()).containsExactly("regular");
        keepFacts.rebuild(done -> {});
        assertThat(facts.find(anna)).contains(known);
    }

    @Test
    void members_enter_by_what_they_do_and_leave_when_time_goes_by(AssertablePublishedEvents events) {
        settling.publishedOnes();
        var anna = members.enrol();
        var now = clock.instant();
        keepFacts.gather();
        assertThat(codes(anna)).contains("newcomers").doesNotContain("active", "cooling");

        earnPoints.earn(List.of(purchase(anna, "A1", "300.00", now.minus(Duration.ofDays(29)))));
        keepFacts.gather();
        assertThat(codes(anna)).contains("active", "newcomers");

        clock.turn(Duration.ofDays(2));
        settling.overTime();
        assertThat(codes(anna)).contains("cooling", "newcomers").doesNotContain("active");

        clock.turn(Duration.ofDays(200));
        settling.overTime();
        assertThat(codes(anna)).contains("asleep").doesNotContain("active", "cooling", "newcomers");
        assertThat(segments.find("asleep").orElseThrow().members()).isEqualTo(1);
        assertThat(segments.find("active").orElseThrow().members()).isZero();
        assertThat(segments.history(anna, 10))
                .extracting(ReadSegments.Stay::segment)
                .containsExactlyInAnyOrder("newcomers", "active", "cooling", "asleep");
        assertThat(events.ofType(SegmentsChanged.class).matching(event -> event.cause() == SegmentsChanged.Cause.TIME))
                .isNotEmpty();
        // Nothing is left to do, and doing it again does nothing.
        assertThat(settling.overTime().moved()).isZero();
        assertThat(keepFacts.gather()).isZero();
    }

    @Test
    void counts_what_was_bought_and_not_sent_back() {
        var anna = members.enrol(2).getFirst();
        var ben = members.enrol(2).getLast();
        var now = clock.instant();
        earnPoints.earn(List.of(
                purchase(anna, "A1", "30.00", now.minus(Duration.ofDays(80))),
                purchase(anna, "A2", "30.00", now.minus(Duration.ofDays(70))),
                purchase(ben, "B1", "30.00", now.minus(Duration.ofDays(80))),
                purchase(ben, "B2", "30.00", now.minus(Duration.ofDays(70))),
                refund(ben, "RB2", "30.00", "B2", now.minus(Duration.ofDays(60)))));
        keepFacts.gather();
        var twice = did(90, 2);

        assertThat(counting.count(twice))
                .isInstanceOfSatisfying(
                        CountAudience.Outcome.Counted.class,
                        counted -> assertThat(counted.audience().members()).isEqualTo(1));
        assertThat(publishing.publish(segment("twice", 1, Kind.DYNAMIC, twice), BY))
                .isEqualTo(new Outcome.Done("twice", 1));
        settling.publishedOnes();
        assertThat(ids("twice")).containsExactly(anna);
        var why = segments.explain("twice", ben).orElseThrow();
        assertThat(why.holds()).isFalse();
        assertThat(why.met()).isEqualTo("1");

        clock.turn(Duration.ofDays(11));
        settling.overTime();
        assertThat(ids("twice")).isEmpty();
    }

    @Test
    void one_segment_asks_for_another_by_who_belongs_to_it() {
        var anna = members.enrol();
        keepFacts.gather();
        publish(segment("picked", 1, Kind.HAND_PICKED, Condition.none()));
        publish(segment("not-picked", 1, Kind.DYNAMIC, new Condition.Not(in("picked"))));
        publish(segment("third", 1, Kind.DYNAMIC, in("not-picked")));
        settling.publishedOnes();
        assertThat(codes(anna)).contains("not-picked", "third");

        assertThat(picking.add("picked", List.of(anna, MemberId.next()), BY))
                .isEqualTo(new PickMembers.Outcome.Done(1, 1));
        assertThat(codes(anna)).contains("picked").doesNotContain("not-picked", "third");
        assertThat(picking.add("picked", List.of(anna), null)).isEqualTo(new PickMembers.Outcome.Done(0, 0));
        assertThat(picking.remove("picked", List.of(anna), null)).isEqualTo(new PickMembers.Outcome.Done(1, 0));
        assertThat(codes(anna)).contains("not-picked", "third");
        assertThat(picking.add("third", List.of(anna), BY)).isEqualTo(new PickMembers.Outcome.NotByHand());

        assertThat(publishing.publish(segment("not-picked", 2, Kind.DYNAMIC, in("third")), BY))
                .isEqualTo(new Outcome.AsksForItself(List.of("not-picked", "third", "not-picked")));
        assertThat(publishing.publish(segment("own", 1, Kind.DYNAMIC, in("own")), BY))
                .isEqualTo(new Outcome.AsksForItself(List.of("own", "own")));
        assertThat(publishing.publish(segment("lost", 1, Kind.DYNAMIC, in("nowhere")), BY))
                .isEqualTo(new Outcome.UnknownSegment("nowhere"));
        assertThat(publishing.publish(segment("empty", 1, Kind.DYNAMIC, Condition.none()), BY))
                .isEqualTo(new Outcome.AsksNothing());
        assertThat(publishing.publish(segment("third", 1, Kind.DYNAMIC, in("picked")), BY))
                .isEqualTo(new Outcome.CodeTaken());
        assertThat(publishing.publish(segment("third", 3, Kind.DYNAMIC, in("picked")), BY))
                .isEqualTo(new Outcome.ChangedMeanwhile(1));
        assertThat(publishing.publish(segment("third", 2, Kind.FROZEN, in("picked")), BY))
                .isEqualTo(new Outcome.OtherKind(Kind.DYNAMIC));
        assertThat(publishing.retire("picked", BY)).isInstanceOf(Outcome.InUse.class);
        assertThat(publishing.retire("third", BY)).isEqualTo(new Outcome.Done("third", 1));
        settling.publishedOnes();
        assertThat(ids("third")).isEmpty();
        assertThat(segments.find("third").orElseThrow().members()).isZero();
    }

    @Test
    void who_is_frozen_stays() {
        var anna = members.enrol();
        keepFacts.gather();
        publish(segment("first-guests", 1, Kind.FROZEN, new Trait.EnrolledWithin(30)));
        settling.publishedOnes();
        clock.turn(Duration.ofDays(60));
        members.enrol(2);
        keepFacts.gather();
        settling.overTime();
        assertThat(ids("first-guests")).containsExactly(anna);
    }

    @Test
    void a_rule_pays_those_who_belonged_when_it_happened_and_a_replay_agrees() {
        var people = members.enrol(2);
        var anna = people.getFirst();
        var ben = people.getLast();
        keepFacts.gather();
        publish(segment("guests", 1, Kind.HAND_PICKED, Condition.none()));
        var start = clock.instant();
        clock.turn(Duration.ofHours(1));
        picking.add("guests", List.of(anna), BY);
        clock.turn(Duration.ofHours(2));
        picking.remove("guests", List.of(anna), BY);
        picking.add("guests", List.of(ben), BY);
        clock.turn(Duration.ofHours(1));

        var rule = bonus(in("guests"), start);
        var before = (SimulateRules.Outcome.Compared) simulateRules.simulate(List.of(rule), 2);
        assertThat(before.activities()).isZero();
        publishRule.publish(rule.during(clock.instant(), null), BY);
        clock.turn(Duration.ofMinutes(1));
        assertThat(publishing.retire("guests", BY)).isInstanceOf(Outcome.InUse.class);

        // Annas first one and Bens last one happened while they belonged to it.
        buy(anna, "A1", start.plus(Duration.ofHours(2)));
        buy(anna, "A2", clock.instant());
        buy(ben, "B1", start.plus(Duration.ofHours(2)));
        buy(ben, "B2", clock.instant());
        keepFacts.gather();
        assertThat(facts.find(anna).orElseThrow().balance()).isEqualTo(20);
        assertThat(facts.find(ben).orElseThrow().balance()).isEqualTo(20 + 100);

        earnPoints.earn(List.of(refund(ben, "RB", "5.00", "B2", clock.instant())));
        keepFacts.gather();
        // What stays of it still fits: only its own part of the base rule goes back.
        assertThat(facts.find(ben).orElseThrow().balance()).isEqualTo(20 + 100 - 5);

        clock.turn(Duration.ofMinutes(1));
        var replay = (SimulateRules.Outcome.Compared) simulateRules.simulate(List.of(bonus(in("guests"), start)), 2);
        assertThat(replay.drafted().points() - replay.inForce().points()).isEqualTo(200);
    }

    @Test
    void who_withdraws_a_consent_leaves_soon_and_cannot_be_reached_any_more() {
        var phone = new Identifier(Identifier.Kind.PHONE, "+8613800138111");
        var anna = enrolMembers
                .enrol(List.of(new EnrolMembers.Enrolment(phone, null, "till")))
                .getFirst()
                .member();
        keepFacts.gather();
        publish(segment("by-sms", 1, Kind.DYNAMIC, new Trait.AgreedTo(ConsentPurpose.OFFERS, ConsentChannel.SMS)));
        settling.publishedOnes();
        assertThat(segments.find("by-sms").orElseThrow().members()).isZero();

        say(anna, true);
        assertThat(facts.waiting()).isEqualTo(1);
        keepFacts.gather();
        assertThat(ids("by-sms")).containsExactly(anna);
        clock.turn(Duration.ofMinutes(2));
        assertThat(settling.reachable()).isPositive();
        assertThat(segments.find("by-sms").orElseThrow().reachable())
                .get()
                .extracting(counted -> counted.reach().channels().get(ConsentChannel.SMS))
                .isEqualTo(1L);

        say(anna, false);
        keepFacts.gather();
        assertThat(ids("by-sms")).isEmpty();
        assertThat(facts.find(anna).orElseThrow().reachable()).isEmpty();
        var today = LocalDate.ofInstant(clock.instant(), programme.zone());
        assertThat(segments.days("by-sms", today.minusDays(1)).stream()
                        .mapToLong(day -> day.came() - day.went())
                        .sum())
                .isZero();
        clock.turn(Duration.ofMinutes(2));
        settling.reachable();
        assertThat(segments.find("by-sms").orElseThrow().reachable())
                .get()
                .extracting(counted -> counted.reach().channels().get(ConsentChannel.SMS))
                .isEqualTo(0L);
        // Nothing is counted again before it is due.
        assertThat(settling.reachable()).isZero();
    }

    @Test
    void tags_and_profiles_are_known_soon() {
        var anna = members.enrol();
        keepFacts.gather();
        var regular = Tag.parse("Regular").orElseThrow();
        publish(segment("regulars", 1, Kind.DYNAMIC, new Trait.TagIn(new TreeSet<>(Set.of("regular")))));
        publish(segment("in-china", 1, Kind.DYNAMIC, new Trait.RegionIn(new TreeSet<>(Set.of("CN")))));
        publish(segment("readers", 1, Kind.DYNAMIC, new Trait.InterestIn(Set.of(Interest.BOOKS))));
        settling.publishedOnes();

        tagMembers.tag(new TagMembers.Tagging(anna, List.of(regular), List.of(), Optional.empty()));
        var before = readMember.find(anna).orElseThrow();
        updateProfile.update(new UpdateProfile.Update(
                anna,
                before.displayName(),
                before.locale(),
                before.zone(),
                null,
                new Region("CN-31"),
                Set.of(Interest.BOOKS),
                before.version()));
        keepFacts.gather();
        assertThat(codes(anna)).contains("regulars", "in-china", "readers");
        assertThat(segments.explain("in-china", anna).orElseThrow().met()).isEqualTo("CN-31");

        tagMembers.tag(new TagMembers.Tagging(anna, List.of(), List.of(regular), Optional.empty()));
        keepFacts.gather();
        assertThat(codes(anna)).contains("in-china", "readers").doesNotContain("regulars");
        // Nobody has the tag any more, and nothing breaks.
        assertThat(counting.count(new Trait.TagIn(new TreeSet<>(Set.of("regular")))))
                .isInstanceOfSatisfying(
                        CountAudience.Outcome.Counted.class,
                        counted -> assertThat(counted.audience().members()).isZero());
    }

    private void say(MemberId member, boolean given) {
        assertThat(recordConsent.record(new RecordConsent.Answers(
                        member,
                        List.of(new RecordConsent.Answer(ConsentPurpose.OFFERS, ConsentChannel.SMS, given, 1)),
                        Locale.ENGLISH,
                        RecordConsent.How.PRIVACY_CENTRE,
                        Optional.empty())))
                .isEqualTo(new RecordConsent.Outcome.Recorded(1));
    }

    @Test
    void spending_is_known_soon() {
        var anna = members.enrol();
        earnPoints.earn(List.of(purchase(anna, "A1", "100.00", clock.instant())));
        spendPoints.spend(new SpendPoints.Spending(anna, Points.of(30), "S1", Stories.MUG));
        keepFacts.gather();
        assertThat(facts.find(anna).orElseThrow().balance()).isEqualTo(70);
    }

    // --- in few words ---------------------------------------------------------------------------

    private void publish(Segment segment) {
        assertThat(publishing.publish(segment, BY)).isInstanceOf(Outcome.Done.class);
    }

    private static Segment segment(String code, int version, Kind kind, Condition condition) {
        return new Segment(code, version, kind, new BilingualText(code, code), condition);
    }

    private static Condition in(String code) {
        return new Condition.SegmentIn(new TreeSet<>(Set.of(code)));
    }

    private static Condition did(int days, int times) {
        return new Did(
                "purchase",
                Condition.none(),
                Window.last(days),
                Did.Measure.TIMES,
                null,
                BigDecimal.valueOf(times),
                null);
    }

    private Set<String> codes(MemberId member) {
        var codes = new TreeSet<String>();
        segments.of(member).forEach(stay -> codes.add(stay.segment()));
        return codes;
    }

    private List<MemberId> ids(String code) {
        return segments.members(code, Optional.empty(), 10).stream()
                .map(ReadSegments.Member::member)
                .toList();
    }

    private void buy(MemberId member, String reference, Instant at) {
        earnPoints.earn(List.of(purchase(member, reference, "10.00", at)));
    }

    private static EarnRule bonus(Condition condition, @Nullable Instant from) {
        return new EarnRule(
                RuleId.next(),
                1,
                new BilingualText("分群加赠", "For guests"),
                EarnRule.Role.BONUS,
                ActivityType.PURCHASE,
                condition,
                new Formula.Fixed(100),
                new Formula.Nothing(),
                List.of(),
                null,
                Stacking.ADD_UP,
                0,
                null,
                from == null ? Stories.NOON : from,
                null);
    }
}
