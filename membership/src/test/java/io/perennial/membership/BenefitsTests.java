package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.Benefit.Kind;
import io.perennial.membership.Benefit.Period;
import io.perennial.membership.Benefit.Way;
import io.perennial.membership.EditBenefits.Outcome;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.GrowStanding.Growth;
import io.perennial.membership.UseBenefit.Asked;
import io.perennial.membership.UseBenefit.Taken;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.test.AssertablePublishedEvents;

@MembershipTest
class BenefitsTests {

    private static final StaffId ADA = StaffId.next();
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final EditBenefits editBenefits;
    private final GrantBenefit grantBenefit;
    private final GrantBirthdays grantBirthdays;
    private final UseBenefit useBenefit;
    private final ReadBenefits readBenefits;
    private final EnrolMembers enrolMembers;
    private final GrowStanding growStanding;
    private final ReadAuditTrail readAuditTrail;
    private final MergeMembers mergeMembers;
    private final AppointStaff appointStaff;
    private final TurnableClock clock;

    BenefitsTests(
            EditBenefits editBenefits,
            GrantBenefit grantBenefit,
            GrantBirthdays grantBirthdays,
            UseBenefit useBenefit,
            ReadBenefits readBenefits,
            EnrolMembers enrolMembers,
            GrowStanding growStanding,
            ReadAuditTrail readAuditTrail,
            MergeMembers mergeMembers,
            AppointStaff appointStaff,
            TurnableClock clock) {
        this.editBenefits = editBenefits;
        this.grantBenefit = grantBenefit;
        this.grantBirthdays = grantBirthdays;
        this.useBenefit = useBenefit;
        this.readBenefits = readBenefits;
        this.enrolMembers = enrolMembers;
        this.growStanding = growStanding;
        this.readAuditTrail = readAuditTrail;
        this.mergeMembers = mergeMembers;
        this.appointStaff = appointStaff;
        this.clock = clock;
    }

    @Test
    void keeps_what_staff_define_version_by_version() {
        var benefit = define(Kind.SPECIAL_SERVICE, Way.COUNTER, 2, Period.QUARTER, "vip", "black");
        assertThat(readBenefits.find(benefit.id())).hasValueSatisfying(found -> {
            assertThat(found.version()).isEqualTo(1);
            assertThat(found.tiers()).containsExactlyInAnyOrder("vip", "black");
        });

        assertThat(editBenefits.save(benefit, ADA)).as("version 0 again").isEqualTo(new Outcome.ChangedMeanwhile());
        var edited = with(readBenefits.find(benefit.id()).orElseThrow(), Set.of("black"));
        assertThat(editBenefits.save(edited, ADA)).isEqualTo(new Outcome.Done(benefit.id()));
        assertThat(readBenefits.all()).singleElement().satisfies(found -> {
            assertThat(found.version()).isEqualTo(2);
            assertThat(found.tiers()).containsExactly("black");
        });
        assertThat(editBenefits.save(with(edited, Set.of("gold")), ADA)).isEqualTo(new Outcome.UnknownTier("gold"));
        assertThat(lines("benefit"))
                .extracting(ReadAuditTrail.Line::action)
                .containsExactly("benefit.saved", "benefit.saved");
    }

    @Test
    void is_had_by_members_of_its_tiers_as_often_as_its_quota_says() {
        var benefit = define(Kind.SPECIAL_SERVICE, Way.COUNTER, 2, Period.MONTH, "vip");
        var member = enrol();
        assertThat(readBenefits.of(member)).isEmpty();
        assertThat(useBenefit.ask(member, benefit.id())).isEqualTo(new Asked.NotEntitled());

        grow(member, 1_000);
        assertThat(left(member)).isEqualTo(2);
        use(member, benefit);
        assertThat(left(member)).isEqualTo(1);
        use(member, benefit);
        assertThat(useBenefit.ask(member, benefit.id())).isEqualTo(new Asked.UsedUp());

        clock.turn(Duration.ofDays(31));
        assertThat(left(member)).isEqualTo(2);
        assertThat(readBenefits.of(member).getFirst().again()).isPresent();
        editBenefits.retire(benefit.id(), ADA);
        assertThat(readBenefits.of(member)).isEmpty();
        editBenefits.restore(benefit.id(), ADA);
        assertThat(left(member)).isEqualTo(2);
        assertThat(readBenefits.uses(member, 10)).hasSize(2);
        assertThat(readBenefits.usedSince(Instant.EPOCH)).containsEntry(benefit.id(), 2L);
    }

    @Test
    void gives_one_code_until_it_is_taken_or_its_time_is_over() {
        var benefit = define(Kind.SPECIAL_SERVICE, Way.COUNTER, 1, Period.YEAR, "member");
        var member = enrol();

        var first = (Asked.Code) useBenefit.ask(member, benefit.id());
        assertThat(useBenefit.ask(member, benefit.id())).isEqualTo(first);
        assertThat(left(member)).isZero();
        assertThat(readBenefits.of(member).getFirst().open()).isPresent();
        clock.turn(UseBenefit.GOOD_FOR);
        assertThat(useBenefit.look(first.code())).isInstanceOf(Taken.TooLate.class);
        assertThat(useBenefit.take(first.code(), "Bund", Optional.of(ADA))).isInstanceOf(Taken.TooLate.class);
        assertThat(left(member)).as("what nobody took counts no more").isEqualTo(1);

        var second = (Asked.Code) useBenefit.ask(member, benefit.id());
        assertThat(second.code()).isNotEqualTo(first.code());
        assertThat(useBenefit.look(" " + second.code().toLowerCase(Locale.ROOT)))
                .isInstanceOf(Taken.Good.class);
        assertThat(useBenefit.take(second.code(), "Bund", Optional.of(ADA)))
                .isInstanceOfSatisfying(
                        Taken.Good.class, good -> assertThat(good.member()).isEqualTo(member));
        assertThat(useBenefit.take(second.code(), "Bund", Optional.of(ADA))).isInstanceOf(Taken.TakenBefore.class);
        assertThat(useBenefit.take("ZZZZ-ZZZZ", "Bund", Optional.of(ADA))).isEqualTo(new Taken.UnknownCode());
        assertThat(useBenefit.look("nonsense")).isEqualTo(new Taken.UnknownCode());
        assertThat(readBenefits.uses(member, 1)).singleElement().satisfies(use -> {
            assertThat(use.place()).hasValue("Bund");
            assertThat(use.by()).hasValue(ADA);
        });
        assertThat(lines("member")).extracting(ReadAuditTrail.Line::action).containsExactly("member.benefit-used");
    }

    @Test
    void one_code_is_taken_once_by_twenty_tills() throws Exception {
        var benefit = define(Kind.SPECIAL_SERVICE, Way.COUNTER, 1, Period.YEAR, "member");
        var code = ((Asked.Code) useBenefit.ask(enrol(), benefit.id())).code();

        var taken = Together.run(20, () -> useBenefit.take(code, "till", Optional.empty()));

        assertThat(taken).filteredOn(Taken.Good.class::isInstance).hasSize(1);
        assertThat(taken).filteredOn(Taken.TakenBefore.class::isInstance).hasSize(19);
    }

    @Test
    void one_quota_is_used_once_by_twenty_phones_of_one_member() throws Exception {
        var benefit = define(Kind.PARTNER, Way.PARTNER_CODE, 1, Period.YEAR, "member");
        editBenefits.addCodes(benefit.id(), codes(20), ADA);
        var member = enrol();

        var asked = Together.run(20, () -> useBenefit.ask(member, benefit.id()));

        assertThat(asked).filteredOn(Asked.PartnerCode.class::isInstance).hasSize(1);
        assertThat(asked).filteredOn(new Asked.UsedUp()::equals).hasSize(19);
    }

    @Test
    void each_partner_code_goes_to_one_member_and_then_the_pool_is_empty() throws Exception {
        var benefit = define(Kind.PARTNER, Way.PARTNER_CODE, 1, Period.YEAR, "member");
        assertThat(editBenefits.addCodes(benefit.id(), codes(12), ADA)).isEqualTo(new Outcome.Added(12, 0));
        assertThat(editBenefits.addCodes(benefit.id(), List.of("code-3", " code-3 ", "new"), ADA))
                .isEqualTo(new Outcome.Added(1, 2));
        var members = IntStream.range(0, 30).mapToObj(_ -> enrol()).toList();

        var asked = Together.run(30, i -> () -> useBenefit.ask(members.get(i), benefit.id()));

        var drawn = asked.stream()
                .filter(Asked.PartnerCode.class::isInstance)
                .map(each -> ((Asked.PartnerCode) each).code())
                .toList();
        assertThat(drawn).hasSize(13).doesNotHaveDuplicates();
        assertThat(asked).filteredOn(new Asked.PoolEmpty()::equals).hasSize(17);
        assertThat(readBenefits.pools()).containsEntry(benefit.id(), new ReadBenefits.Pool(0, 13));
    }

    @Test
    void refuses_codes_that_cannot_be_read_and_pools_for_others() {
        var partner = define(Kind.PARTNER, Way.PARTNER_CODE, 1, Period.YEAR, "member");
        var other = define(Kind.SPECIAL_SERVICE, Way.COUNTER, 1, Period.YEAR, "member");

        assertThat(editBenefits.addCodes(partner.id(), List.of("good", " "), ADA))
                .isEqualTo(new Outcome.UnreadableCode(2));
        assertThat(editBenefits.addCodes(partner.id(), List.of("x".repeat(65)), ADA))
                .isEqualTo(new Outcome.UnreadableCode(1));
        assertThat(editBenefits.addCodes(other.id(), List.of("x"), ADA)).isEqualTo(new Outcome.NoPool());
        assertThat(editBenefits.addCodes(BenefitId.next(), List.of("x"), ADA)).isEqualTo(new Outcome.UnknownBenefit());
        assertThat(readBenefits.pools()).isEmpty();
    }

    @Test
    void is_granted_to_one_member_with_a_reason_and_an_end(AssertablePublishedEvents events) {
        var benefit = define(Kind.EVENT_INVITATION, Way.COUNTER, 1, Period.EVER);
        var member = enrol();

        assertThat(grantBenefit.grant(member, benefit.id(), 2, Optional.of(today().plusDays(9)), "winner", ADA))
                .isEqualTo(new GrantBenefit.Outcome.Done());
        assertThat(left(member)).isEqualTo(2);
        assertThat(events.ofType(BenefitsGranted.class)).hasSize(1);
        use(member, benefit);
        assertThat(left(member)).isEqualTo(1);
        clock.turn(Duration.ofDays(10));
        assertThat(readBenefits.of(member)).isEmpty();
        assertThat(readBenefits.grants(member)).singleElement().satisfies(grant -> {
            assertThat(grant.reason()).isEqualTo("winner");
            assertThat(grant.by()).hasValue(ADA);
        });
    }

    @Test
    void takes_a_grant_back_and_refuses_what_cannot_be_granted() {
        var benefit = define(Kind.EVENT_INVITATION, Way.COUNTER, 1, Period.EVER);
        var member = enrol();
        grantBenefit.grant(member, benefit.id(), 1, Optional.empty(), "winner", ADA);
        var grant = readBenefits.grants(member).getFirst().id();

        assertThat(grantBenefit.revoke(member, grant, " ", ADA)).isEqualTo(new GrantBenefit.Outcome.ReasonMissing());
        assertThat(grantBenefit.revoke(member, UUID.randomUUID(), "x", ADA))
                .isEqualTo(new GrantBenefit.Outcome.UnknownGrant());
        assertThat(grantBenefit.revoke(member, grant, "a mistake", ADA)).isEqualTo(new GrantBenefit.Outcome.Done());
        assertThat(grantBenefit.revoke(member, grant, "again", ADA)).isEqualTo(new GrantBenefit.Outcome.UnknownGrant());
        assertThat(readBenefits.of(member)).isEmpty();

        var none = Optional.<LocalDate>empty();
        assertThat(grantBenefit.grant(member, benefit.id(), 0, none, "x", ADA))
                .isEqualTo(new GrantBenefit.Outcome.BadNumberOfUses());
        assertThat(grantBenefit.grant(member, benefit.id(), 1, Optional.of(today().minusDays(1)), "x", ADA))
                .isEqualTo(new GrantBenefit.Outcome.DayIsOver());
        assertThat(grantBenefit.grant(member, benefit.id(), 1, none, "", ADA))
                .isEqualTo(new GrantBenefit.Outcome.ReasonMissing());
        assertThat(grantBenefit.grant(member, BenefitId.next(), 1, none, "x", ADA))
                .isEqualTo(new GrantBenefit.Outcome.UnknownBenefit());
        assertThat(grantBenefit.grant(MemberId.next(), benefit.id(), 1, none, "x", ADA))
                .isEqualTo(new GrantBenefit.Outcome.UnknownMember());
        assertThat(lines("member"))
                .extracting(ReadAuditTrail.Line::action)
                .containsExactlyInAnyOrder("member.benefit-granted", "member.benefit-revoked");
    }

    @Test
    void is_not_used_by_frozen_members() {
        var benefit = define(Kind.SPECIAL_SERVICE, Way.COUNTER, 1, Period.YEAR, "member");
        var member = enrol();
        var code = ((Asked.Code) useBenefit.ask(member, benefit.id())).code();
        status(member, "FROZEN");

        assertThat(useBenefit.ask(member, benefit.id())).isEqualTo(new Asked.MemberInactive());
        assertThat(useBenefit.take(code, "till", Optional.empty())).isEqualTo(new Taken.MemberInactive());
        status(member, "CLOSED");
        assertThat(grantBenefit.grant(member, benefit.id(), 1, Optional.empty(), "x", ADA))
                .isEqualTo(new GrantBenefit.Outcome.MemberClosed());
    }

    @Test
    void a_birthday_pack_is_given_once_on_the_members_own_day(AssertablePublishedEvents events) throws Exception {
        var pack = define(Kind.BIRTHDAY_PACK, Way.COUNTER, 1, Period.YEAR, "member");
        define(Kind.BIRTHDAY_PACK, Way.COUNTER, 1, Period.YEAR, "black");
        clock.turnTo(LocalDate.of(2027, 3, 13).atTime(20, 0).atZone(SHANGHAI).toInstant());
        var inAuckland = born("1990-03-14", "Pacific/Auckland");
        var inShanghai = born("1990-03-14", "Asia/Shanghai");
        var inHonolulu = born("1990-03-14", "Pacific/Honolulu");
        var another = born("1990-03-20", "Asia/Shanghai");

        assertThat(grantBirthdays.grant()).isEqualTo(1);
        assertThat(readBenefits.of(inAuckland)).singleElement().satisfies(mine -> {
            assertThat(mine.benefit().id()).isEqualTo(pack.id());
            assertThat(mine.until()).isPresent();
        });
        assertThat(grantBirthdays.grant()).isZero();
        clock.turn(Duration.ofHours(5));
        assertThat(Together.run(4, grantBirthdays::grant)).containsExactlyInAnyOrder(1L, 0L, 0L, 0L);
        assertThat(readBenefits.of(inShanghai)).hasSize(1);
        assertThat(readBenefits.of(inHonolulu)).isEmpty();
        clock.turn(Duration.ofDays(1));
        assertThat(grantBirthdays.grant()).isEqualTo(1);
        assertThat(readBenefits.of(inHonolulu)).hasSize(1);
        assertThat(readBenefits.of(another)).isEmpty();
        assertThat(events.ofType(BenefitsGranted.class)).hasSize(3);
    }

    @Test
    void a_birthday_that_changes_every_week_collects_one_pack_a_year() {
        define(Kind.BIRTHDAY_PACK, Way.COUNTER, 1, Period.YEAR, "member");
        clock.turnTo(LocalDate.of(2027, 1, 1).atTime(12, 0).atZone(SHANGHAI).toInstant());
        var greedy = born("1990-01-01", "Asia/Shanghai");
        var given = grantBirthdays.grant();

        for (var day = LocalDate.of(2027, 1, 8); day.isBefore(LocalDate.of(2027, 12, 31)); day = day.plusDays(7)) {
            clock.turnTo(day.atTime(12, 0).atZone(SHANGHAI).toInstant());
            birthday(greedy, day.withYear(1990).toString());
            given += grantBirthdays.grant();
        }
        assertThat(given).isEqualTo(1);

        birthday(greedy, "1990-01-01");
        clock.turnTo(LocalDate.of(2028, 1, 1).atTime(0, 5).atZone(SHANGHAI).toInstant());
        assertThat(grantBirthdays.grant()).as("a year later").isEqualTo(1);
    }

    @Test
    void a_pack_that_a_sweep_missed_is_given_some_days_later_and_a_leap_day_each_year() {
        define(Kind.BIRTHDAY_PACK, Way.COUNTER, 1, Period.YEAR, "member");
        var member = born("1992-02-29", "Asia/Shanghai");
        for (var day : List.of("2027-03-04", "2028-02-29", "2029-02-28", "2030-02-28", "2031-03-01", "2032-02-29")) {
            clock.turnTo(LocalDate.parse(day).atTime(1, 0).atZone(SHANGHAI).toInstant());
            assertThat(grantBirthdays.grant()).as(day).isEqualTo(1);
        }
        assertThat(readBenefits.grants(member)).hasSize(6);
    }

    @Test
    void whoever_became_one_has_one_pack_a_year_however_many_they_were() {
        var pack = define(Kind.BIRTHDAY_PACK, Way.COUNTER, 1, Period.YEAR, "member");
        clock.turnTo(LocalDate.of(2027, 3, 14).atTime(12, 0).atZone(SHANGHAI).toInstant());
        var march = born("1990-03-14", "Asia/Shanghai");
        var june = born("1990-06-01", "Asia/Shanghai");
        assertThat(grantBirthdays.grant()).isEqualTo(1);

        merge(march, june);

        assertThat(readBenefits.of(june))
                .singleElement()
                .satisfies(mine -> assertThat(mine.benefit().id()).isEqualTo(pack.id()));
        clock.turnTo(LocalDate.of(2027, 6, 1).atTime(12, 0).atZone(SHANGHAI).toInstant());
        assertThat(grantBirthdays.grant())
                .as("the birthday that stays, in the same year")
                .isZero();
        clock.turnTo(LocalDate.of(2028, 6, 1).atTime(12, 0).atZone(SHANGHAI).toInstant());
        assertThat(grantBirthdays.grant()).as("a year later").isEqualTo(1);
    }

    @Test
    void packs_that_both_had_before_stay_and_no_third_one_comes() {
        define(Kind.BIRTHDAY_PACK, Way.COUNTER, 1, Period.YEAR, "member");
        clock.turnTo(LocalDate.of(2027, 3, 14).atTime(12, 0).atZone(SHANGHAI).toInstant());
        var anna = born("1990-03-14", "Asia/Shanghai");
        var also = born("1990-03-14", "Asia/Shanghai");
        assertThat(grantBirthdays.grant()).isEqualTo(2);

        var merge = merge(also, anna);

        assertThat(grantBirthdays.grant()).isZero();
        assertThat(readBenefits.grants(anna)).hasSize(2);
        undo(merge);
        assertThat(readBenefits.grants(anna)).hasSize(1);
        assertThat(readBenefits.grants(also)).hasSize(1);
        assertThat(grantBirthdays.grant()).isZero();
    }

    @Test
    void a_partner_code_goes_over_and_counts_for_the_quota() {
        var benefit = define(Kind.PARTNER, Way.PARTNER_CODE, 1, Period.YEAR, "member");
        editBenefits.addCodes(benefit.id(), codes(3), ADA);
        var anna = enrol();
        var also = enrol();
        var code = (Asked.PartnerCode) useBenefit.ask(also, benefit.id());

        var merge = merge(also, anna);

        assertThat(readBenefits.uses(anna, 10))
                .singleElement()
                .satisfies(use -> assertThat(use.code()).isEqualTo(code.code()));
        assertThat(useBenefit.ask(anna, benefit.id())).isEqualTo(new Asked.UsedUp());
        assertThat(owner(code.code())).isEqualTo(anna);
        undo(merge);
        assertThat(owner(code.code())).isEqualTo(also);
        assertThat(useBenefit.ask(anna, benefit.id())).isInstanceOf(Asked.PartnerCode.class);
    }

    private static MemberId owner(String code) {
        return MemberId.of(TestDatabase.get()
                .dsl()
                .fetchSingle("SELECT LOWER(HEX(member_id)) FROM membership_partner_code WHERE code = ?", code)
                .get(0, String.class)
                .replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    }

    private MergeId merge(MemberId merged, MemberId survivor) {
        var proposal = new MergeMembers.Proposal(merged, survivor, Set.of(), "came in twice");
        var proposed = (MergeMembers.Outcome.Proposed) mergeMembers.propose(proposal, staff(StaffRole.SUPPORT));
        assertThat(mergeMembers.approve(proposed.merge(), staff(StaffRole.FINANCE)))
                .isEqualTo(new MergeMembers.Outcome.Merged(proposed.merge(), survivor));
        return proposed.merge();
    }

    private void undo(MergeId merge) {
        mergeMembers.askUndo(merge, "two people after all", staff(StaffRole.SUPPORT));
        assertThat(mergeMembers.undo(merge, staff(StaffRole.FINANCE)))
                .isEqualTo(new MergeMembers.Outcome.Undone(merge));
    }

    private StaffId staff(StaffRole role) {
        var login = "s" + UUID.randomUUID().toString().substring(0, 12);
        var outcome = appointStaff.appoint(login, login, "correct-horse-battery-9", Set.of(role), Optional.empty());
        return ((AppointStaff.Outcome.Done) outcome).staff();
    }

    private Benefit define(Kind kind, Way way, int quota, Period period, String... tiers) {
        var benefit = new Benefit(
                BenefitId.next(),
                0,
                kind,
                new BilingualText("权益", "Benefit"),
                new BilingualText("出示", "Show it"),
                Set.of(tiers),
                way,
                quota,
                period,
                5_000,
                5,
                false);
        assertThat(editBenefits.save(benefit, ADA)).isEqualTo(new Outcome.Done(benefit.id()));
        return benefit;
    }

    private static Benefit with(Benefit benefit, Set<String> tiers) {
        return new Benefit(
                benefit.id(),
                benefit.version(),
                benefit.kind(),
                benefit.name(),
                benefit.howTo(),
                tiers,
                benefit.way(),
                benefit.quota(),
                benefit.period(),
                benefit.cost(),
                benefit.warnBelow(),
                false);
    }

    private void use(MemberId member, Benefit benefit) {
        var code = (Asked.Code) useBenefit.ask(member, benefit.id());
        assertThat(useBenefit.take(code.code(), "till 3", Optional.empty())).isInstanceOf(Taken.Good.class);
    }

    private int left(MemberId member) {
        return readBenefits.of(member).getFirst().left();
    }

    private static List<String> codes(int number) {
        return IntStream.range(0, number).mapToObj(i -> "code-" + i).toList();
    }

    private List<ReadAuditTrail.Line> lines(String kind) {
        return readAuditTrail
                .find(new ReadAuditTrail.Query(
                        Optional.of(kind), Optional.empty(), Optional.empty(), Optional.empty(), 20))
                .lines();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), SHANGHAI);
    }

    private MemberId born(String birthday, String zone) {
        var member = enrol();
        birthday(member, birthday);
        TestDatabase.get()
                .dsl()
                .execute("UPDATE membership_member SET time_zone = ? WHERE member_id = ?", zone, bytes(member));
        return member;
    }

    private static void birthday(MemberId member, String birthday) {
        TestDatabase.get()
                .dsl()
                .execute(
                        "UPDATE membership_member SET birthday = ? WHERE member_id = ?",
                        LocalDate.parse(birthday),
                        bytes(member));
    }

    private static void status(MemberId member, String status) {
        TestDatabase.get()
                .dsl()
                .execute("UPDATE membership_member SET status = ? WHERE member_id = ?", status, bytes(member));
    }

    private static byte[] bytes(MemberId member) {
        var value = member.value();
        return ByteBuffer.allocate(16)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
    }

    private void grow(MemberId member, long amount) {
        growStanding.grow(List.of(new Growth(member, amount, "grown", clock.instant())));
    }

    private int enrolled;

    private MemberId enrol() {
        return enrolMembers
                .enrol(List.of(new Enrolment(
                        new Identifier(Identifier.Kind.CUSTOMER_NUMBER, "C-" + enrolled++), null, "import")))
                .getFirst()
                .member();
    }
}
