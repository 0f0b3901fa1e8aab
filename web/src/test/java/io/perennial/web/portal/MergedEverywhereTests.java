package io.perennial.web.portal;

import static io.perennial.web.portal.PlantedRows.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.Perennial;
import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Item;
import io.perennial.insights.KeepFacts;
import io.perennial.membership.AppointStaff;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.LookUpKind;
import io.perennial.membership.MemberId;
import io.perennial.membership.MergeMembers;
import io.perennial.membership.RecordConsent;
import io.perennial.membership.RecordLookUp;
import io.perennial.membership.RecordLookUp.LookUp;
import io.perennial.membership.SignInByPassword;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.membership.Tag;
import io.perennial.membership.TagMembers;
import io.perennial.points.EarnPoints;
import io.perennial.points.Points;
import io.perennial.points.SpendPoints;
import io.perennial.testing.OnTestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

/**
 * Wherever a table names a member, somebody has decided what a merge does with it: it goes over to the survivor, which is
 * tried here row by row, or it stays, for a reason. A new table fails until it is on one of the lists.
 */
@SpringBootTest(
        classes = Perennial.class,
        webEnvironment = WebEnvironment.MOCK,
        properties = "db-scheduler.enabled=false")
@OnTestDatabase
class MergedEverywhereTests {

    private static final Pattern NAMES_A_MEMBER = Pattern.compile(
            "(.*_)?(member|owner|sender|receiver|merged|survivor|holder|friend|inviter|invitee|from|to)(_id)?|merged_into");

    /** Ids of something else; whoever adds a column says what it is. */
    private static final Set<String> OTHER_IDS = Set.of(
            "activity_id",
            "adjustment_id",
            "badge_id",
            "benefit_id",
            "carriage_id",
            "change_id",
            "check_id",
            "code_id",
            "due_id",
            "export_id",
            "extension_id",
            "file_id",
            "floor_id",
            "grant_id",
            "import_id",
            "key_id",
            "look_up_id",
            "lost_id",
            "merge_id",
            "mission_id",
            "passkey_id",
            "picture_id",
            "pool_id",
            "redemption_id",
            "refund_of",
            "reward_id",
            "rule_id",
            "sign_in_id",
            "staff_id",
            "transfer_id",
            "use_id",
            "view_id");

    /** Staff, who did something. */
    private static final Pattern BY_STAFF = Pattern.compile("(?!by_member).*_by|staff_id");

    private static final Set<String> GOES_OVER = Set.of(
            "insights_activity.member_id",
            "insights_bought.member_id",
            "insights_due.member_id",
            "insights_item.member_id",
            "insights_member_tag.member_id",
            "insights_returned.member_id",
            "membership_benefit_grant.member_id",
            "membership_benefit_use.member_id",
            "membership_identifier.member_id",
            "membership_identifier_lost.member_id",
            "membership_member_tag.member_id",
            "membership_partner_code.member_id",
            "membership_staff_own.member_id",
            "membership_tier_floor.member_id",
            "points_adjustment.member_id",
            "points_badge_earned.member_id",
            "points_made_up_day.member_id",
            "points_mission_part.member_id",
            "points_mission_prize.member_id",
            "points_mission_progress.member_id",
            "points_pilot_answer.member_id",
            "points_pool_member.member_id",
            "points_sending_freeze.member_id",
            "points_streak.member_id",
            "points_streak_prize.member_id",
            "rewards_redemption.member_id");

    private static final String LEDGER = "what was booked stays where it was booked, and is carried over by entries";
    private static final String RECORD = "says what happened at that time to whom it happened";
    private static final String ANSWERED = "whoever names it is led on to the survivor";
    private static final String SIGN_IN = "nobody signs in as one who was merged";
    private static final String NOBODY = "how far a job has come, nobody's";

    private static final Map<String, String> STAYS = new TreeMap<>(Map.ofEntries(
            Map.entry("insights_affinity_run.member_to", NOBODY),
            Map.entry("insights_segment.settled_to", NOBODY),
            Map.entry("insights_member_facts.member_id", "forgotten, and gathered anew for the survivor"),
            Map.entry("insights_segment_stay.member_id", "ended with the merge; places by hand begin for the survivor"),
            Map.entry("insights_segment_stay.open_member", "made of member_id"),
            Map.entry("membership_change.member_id", RECORD),
            Map.entry("membership_closing.member_id", "whoever is leaving is not merged"),
            Map.entry("membership_consent.member_id", "what was said by whom; a no is said for the survivor anew"),
            Map.entry(
                    "membership_consent_event.member_id", "a chain of what was said; a no is added to the survivor's"),
            Map.entry("membership_export.member_id", "made of that account, gone in days"),
            Map.entry("membership_export_piece.member_id", "made of that account, gone in days"),
            Map.entry("membership_growth.member_id", "how it grew; what it came to is added to the survivor's"),
            Map.entry("membership_look_up.member_id", RECORD + "; found from the survivor"),
            Map.entry("membership_member.member_id", ANSWERED),
            Map.entry("membership_member.merged_into", "names the survivor"),
            Map.entry("membership_merge.merged_id", "the merge itself"),
            Map.entry("membership_merge.survivor_id", "the merge itself"),
            Map.entry("membership_name_part.member_id", "found by the name it had, which leads on to the survivor"),
            Map.entry("membership_passkey.owner_id", SIGN_IN),
            Map.entry("membership_password.member_id", SIGN_IN),
            Map.entry(
                    "membership_standing.member_id", "its growth and tier are the survivor's, and it is left at none"),
            Map.entry("membership_tier_change.member_id", RECORD),
            Map.entry("points_account.member_id", LEDGER),
            Map.entry("points_account.merged_into", "names the survivor"),
            Map.entry("points_allocation.member_id", LEDGER),
            Map.entry("points_carriage.from_id", LEDGER),
            Map.entry("points_carriage.to_id", LEDGER),
            Map.entry("points_check_due.member_id", NOBODY),
            Map.entry("points_check_round.seen_to", NOBODY),
            Map.entry("points_entry.member_id", LEDGER),
            Map.entry("points_erased_reason.member_id", LEDGER),
            Map.entry("points_extension.member_id", LEDGER),
            Map.entry("points_journey.member_id", "a lock and the longest run, of which the survivor has the better"),
            Map.entry("points_ledger_fault.member_id", RECORD),
            Map.entry("points_lot.member_id", LEDGER),
            Map.entry("points_notice.member_id", "copied: both were told"),
            Map.entry("points_receiving_code.member_id", ANSWERED),
            Map.entry("points_rule_use.member_id", "counts under its own account, together with the survivor's"),
            Map.entry("points_transfer.by_member", RECORD),
            Map.entry("points_transfer.receiver_id", LEDGER + "; listed with the survivor's"),
            Map.entry("points_transfer.sender_id", LEDGER + "; listed with the survivor's"),
            Map.entry("points_waiting.member_id", LEDGER),
            Map.entry("referrals_invitation.member_id", ANSWERED),
            Map.entry("rewards_allowance.member_id", "counted anew for both from what went over")));

    /** Where the id of one who was merged is found afterwards in another form than a column of its own. */
    private static final Map<String, String> NAMED_IN = Map.of(
            "event_publication.serialized_event", "what was told and is being heard, or was",
            "membership_change.subject_id", RECORD,
            "membership_change.after_json", RECORD,
            "points_entry.why", LEDGER,
            "points_transfer.business_key", LEDGER);

    @Autowired
    EnrolMembers enrolMembers;

    @Autowired
    SignInByPassword signInByPassword;

    @Autowired
    AppointStaff appointStaff;

    @Autowired
    MergeMembers mergeMembers;

    @Autowired
    TagMembers tagMembers;

    @Autowired
    RecordConsent recordConsent;

    @Autowired
    RecordLookUp recordLookUp;

    @Autowired
    EarnPoints earnPoints;

    @Autowired
    SpendPoints spendPoints;

    @Autowired
    KeepFacts keepFacts;

    @Autowired
    FindByIndexNameSessionRepository<? extends Session> sessions;

    @Autowired
    Clock clock;

    @Autowired
    DSLContext dsl;

    @Test
    void of_every_column_that_names_a_member_somebody_said_what_a_merge_does() {
        var members = new TreeSet<String>();
        var unknown = new TreeSet<String>();
        for (var column : dsl.fetch("select table_name, column_name from information_schema.columns"
                + " where table_schema = database() and left(table_name, 8) <> 'seed_of_'"
                + " and data_type = 'binary' and character_maximum_length = 16")) {
            var name = column.get(1, String.class);
            if (NAMES_A_MEMBER.matcher(name).matches()) {
                members.add(column.get(0, String.class) + "." + name);
            } else if (!OTHER_IDS.contains(name) && !BY_STAFF.matcher(name).matches()) {
                unknown.add(column.get(0, String.class) + "." + name);
            }
        }
        assertThat(unknown).as("whose ids are these?").isEmpty();
        var said = new TreeSet<>(GOES_OVER);
        said.addAll(STAYS.keySet());
        assertThat(said).containsExactlyInAnyOrderElementsOf(members);
        assertThat(GOES_OVER).doesNotContainAnyElementsOf(STAYS.keySet());
    }

    @Test
    void what_goes_over_is_the_survivors_and_nothing_else_names_the_merged_one() {
        var anna = enrol("ANNA-1");
        var also = aFullLife();
        var before = whereIs(also);
        assertThat(before).as("rows to try it with").containsAll(GOES_OVER);

        merge(also, anna);
        keepFacts.gather();

        var after = whereIs(also);
        assertThat(after).doesNotContainAnyElementsOf(GOES_OVER);
        assertThat(whereIs(anna))
                .containsAll(GOES_OVER.stream()
                        .filter(place -> !place.startsWith("insights_due"))
                        .toList());
        assertThat(after)
                .allSatisfy(place -> assertThat(STAYS.containsKey(place) || NAMED_IN.containsKey(place))
                        .as(place)
                        .isTrue());
        assertThat(sessions.findByPrincipalName("member:" + also)).isEmpty();
    }

    /** One who did and has all that can be done and had. */
    private MemberId aFullLife() {
        var staff = staff(StaffRole.ADMIN);
        var email = new Identifier(Kind.EMAIL, "also@example.com");
        var also = ((SignInByPassword.Enrolling.Enrolled) signInByPassword.enrol(email, "a long passphrase", "Also"))
                .member();
        var mug = new Item("MUG-1", "Mug", "cups", 1, BigDecimal.TEN);
        earnPoints.earn(List.of(
                told(also, ActivityType.PURCHASE, "A-1", null, mug),
                told(also, ActivityType.PURCHASE, "A-2", null, mug),
                told(also, ActivityType.REFUND, "R-2", "A-2", mug)));
        spendPoints.spend(new SpendPoints.Spending(
                also, Points.of(5), "S-1", new io.perennial.membership.BilingualText("杯", "A mug")));
        tagMembers.tag(new TagMembers.Tagging(also, List.of(new Tag("regular")), List.of(), Optional.of(staff)));
        recordConsent.record(new RecordConsent.Answers(
                also,
                List.of(new RecordConsent.Answer(ConsentPurpose.OFFERS, ConsentChannel.EMAIL, true, 1)),
                Locale.ENGLISH,
                RecordConsent.How.PRIVACY_CENTRE,
                Optional.empty()));
        recordLookUp.record(LookUp.of(staff, LookUpKind.PHONE, also, "asked at the counter", "203.0.113.*"));
        keepFacts.gather();
        // Bought and returned are gathered; what was told since is not.
        earnPoints.earn(List.of(told(also, ActivityType.PURCHASE, "A-3", null, mug)));
        keep(sessions, also);
        plantTheRest(also);
        return also;
    }

    private void plantTheRest(MemberId also) {
        var id = bytes(also.value());
        var pool = bytes(UUID.randomUUID());
        plant("membership_benefit_grant", Map.of("member_id", id));
        plant("membership_benefit_use", Map.of("member_id", id));
        plant("membership_partner_code", Map.of("member_id", id));
        plant("membership_identifier_lost", Map.of("member_id", id, "kind", "PHONE"));
        plant("membership_passkey", Map.of("owner_id", id, "door", "MEMBER"));
        plant("membership_staff_own", Map.of("member_id", id));
        plant("membership_tier_floor", Map.of("member_id", id, "tier_code", "vip"));
        plant("membership_export", Map.of("member_id", id));
        plant("points_adjustment", Map.of("member_id", id, "status", "PROPOSED"));
        plant("points_badge_earned", Map.of("member_id", id));
        plant("points_journey", Map.of("member_id", id));
        plant("points_made_up_day", Map.of("member_id", id));
        plant("points_mission_part", Map.of("member_id", id, "step", "s1"));
        plant("points_mission_prize", Map.of("member_id", id));
        plant("points_notice", Map.of("member_id", id));
        plant("points_pilot_answer", Map.of("member_id", id, "answer", "LIKE"));
        plant("points_pool", Map.of("pool_id", pool));
        plant("points_pool_member", Map.of("pool_id", pool, "member_id", id, "is_owner", 1));
        plant("points_receiving_code", Map.of("member_id", id));
        plant("points_rule_use", Map.of("member_id", id, "span", "DAY"));
        plant("points_sending_freeze", Map.of("member_id", id));
        plant("points_streak", Map.of("member_id", id));
        plant("points_streak_prize", Map.of("member_id", id));
        plant("referrals_invitation", Map.of("member_id", id));
        plant("rewards_redemption", Map.of("member_id", id, "kind", "GOODS", "status", "CANCELLED"));
        dsl.execute("insert into points_mission_progress (member_id, mission_id, period, step, times, amount, days)"
                + " select member_id, mission_id, period, step, 1, 1, 1 from points_mission_part");
    }

    /** Every place where the member's id stands: by itself, or written out. */
    private Set<String> whereIs(MemberId member) {
        var places = new TreeSet<String>();
        var id = bytes(member.value());
        for (var column : dsl.fetch("select table_name, column_name, data_type from information_schema.columns"
                + " where table_schema = database() and left(table_name, 8) <> 'seed_of_'")) {
            var table = column.get(0, String.class);
            var name = column.get(1, String.class);
            var type = column.get(2, String.class).toLowerCase(Locale.ROOT);
            var found = type.endsWith("binary") || type.endsWith("blob")
                    ? dsl.fetchValue("select count(*) from `" + table + "` where locate(?, `" + name + "`) > 0", id)
                    : dsl.fetchValue(
                            "select count(*) from `" + table + "` where lower(cast(`" + name + "` as char)) like ?"
                                    + " or lower(cast(`" + name + "` as char)) like ?",
                            "%" + member + "%",
                            "%" + member.toString().replace("-", "") + "%");
            if (((Number) found).longValue() > 0) {
                places.add(table + "." + name);
            }
        }
        return places;
    }

    private void merge(MemberId merged, MemberId survivor) {
        var proposal = new MergeMembers.Proposal(merged, survivor, Set.of(), "came in twice");
        var proposed = (MergeMembers.Outcome.Proposed) mergeMembers.propose(proposal, staff(StaffRole.SUPPORT));
        assertThat(mergeMembers.approve(proposed.merge(), staff(StaffRole.FINANCE)))
                .isEqualTo(new MergeMembers.Outcome.Merged(proposed.merge(), survivor));
    }

    private Activity told(MemberId member, ActivityType type, String reference, @Nullable String of, Item... items) {
        return new Activity(
                member,
                type,
                "till-1",
                reference,
                clock.instant().minusSeconds(60),
                "pos",
                null,
                Money.of(CurrencyUnit.of("CNY"), BigDecimal.TEN),
                of,
                List.of(items));
    }

    private static <S extends Session> void keep(FindByIndexNameSessionRepository<S> sessions, MemberId member) {
        var session = sessions.createSession();
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, "member:" + member);
        sessions.save(session);
    }

    private void plant(String table, Map<String, ?> values) {
        new PlantedRows(dsl).put(table, values);
    }

    private MemberId enrol(String number) {
        return enrolMembers
                .enrol(List.of(new EnrolMembers.Enrolment(new Identifier(Kind.CUSTOMER_NUMBER, number), null, "till")))
                .getFirst()
                .member();
    }

    private StaffId staff(StaffRole role) {
        var login = "a" + UUID.randomUUID().toString().substring(0, 12);
        return ((AppointStaff.Outcome.Done)
                        appointStaff.appoint(login, "Ada", "a long passphrase", Set.of(role), Optional.empty()))
                .staff();
    }
}
