package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.GrowStanding.Growth;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.MergeMembers.Outcome;
import io.perennial.membership.MergeMembers.Part;
import io.perennial.membership.MergeMembers.Proposal;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One person who came in twice. */
@MembershipTest
class MergeMembersTests {

    private final MergeMembers mergeMembers;
    private final ReadMerges readMerges;
    private final FollowMembers follow;
    private final EnrolMembers enrolMembers;
    private final ReadMember readMember;
    private final ReadStanding readStanding;
    private final GrowStanding growStanding;
    private final HoldTier holdTier;
    private final TagMembers tagMembers;
    private final ReadTags readTags;
    private final RecordConsent recordConsent;
    private final ReadConsents readConsents;
    private final UpdateProfile updateProfile;
    private final RecogniseMembers recognise;
    private final ChangeMemberStatus changeStatus;
    private final KeepOwnMembership ownMembership;
    private final EraseMember eraseMember;
    private final AppointStaff appointStaff;
    private final ReadAuditTrail audit;
    private final TurnableClock clock;

    private MemberId anna = MemberId.next();
    private MemberId twice = MemberId.next();
    private Identifier card = new Identifier(Kind.CARD_NUMBER, "none");
    private StaffId support = StaffId.next();
    private StaffId finance = StaffId.next();

    MergeMembersTests(
            MergeMembers mergeMembers,
            ReadMerges readMerges,
            FollowMembers follow,
            EnrolMembers enrolMembers,
            ReadMember readMember,
            ReadStanding readStanding,
            GrowStanding growStanding,
            HoldTier holdTier,
            TagMembers tagMembers,
            ReadTags readTags,
            RecordConsent recordConsent,
            ReadConsents readConsents,
            UpdateProfile updateProfile,
            RecogniseMembers recognise,
            ChangeMemberStatus changeStatus,
            KeepOwnMembership ownMembership,
            EraseMember eraseMember,
            AppointStaff appointStaff,
            ReadAuditTrail audit,
            TurnableClock clock) {
        this.mergeMembers = mergeMembers;
        this.readMerges = readMerges;
        this.follow = follow;
        this.enrolMembers = enrolMembers;
        this.readMember = readMember;
        this.readStanding = readStanding;
        this.growStanding = growStanding;
        this.holdTier = holdTier;
        this.tagMembers = tagMembers;
        this.readTags = readTags;
        this.recordConsent = recordConsent;
        this.readConsents = readConsents;
        this.updateProfile = updateProfile;
        this.recognise = recognise;
        this.changeStatus = changeStatus;
        this.ownMembership = ownMembership;
        this.eraseMember = eraseMember;
        this.appointStaff = appointStaff;
        this.audit = audit;
        this.clock = clock;
    }

    @BeforeEach
    void anna_came_in_twice() {
        anna = enrol("anna");
        card = new Identifier(Kind.CARD_NUMBER, "twice-" + UUID.randomUUID());
        twice = enrolMembers
                .enrol(List.of(new Enrolment(card, "Anna L", "till")))
                .getFirst()
                .member();
        support = staff(StaffRole.SUPPORT);
        finance = staff(StaffRole.FINANCE);
    }

    @Test
    void one_person_is_one_member_under_both_names() {
        var merge = merge(twice, anna);

        assertThat(recognise.recognise(card)).contains(anna);
        assertThat(follow.survivor(twice)).isEqualTo(anna);
        assertThat(follow.mergedInto(anna)).containsExactly(twice);
        assertThat(status(twice)).isEqualTo(MemberStatus.CLOSED);
        assertThat(audit.find(ReadAuditTrail.Query.all(10)).lines())
                .filteredOn(line -> line.subjectId().equals(anna.toString()))
                .extracting(ReadAuditTrail.Line::action)
                .contains("member.merged", "member.merge-proposed");
        assertThat(readMerges.of(twice)).extracting(ReadMerges.Merge::id).containsExactly(merge);

        undo(merge);

        assertThat(recognise.recognise(card)).contains(twice);
        assertThat(follow.survivor(twice)).isEqualTo(twice);
        assertThat(status(twice)).isEqualTo(MemberStatus.ACTIVE);
    }

    @Test
    void the_better_tier_holds_and_growth_adds_up() {
        growStanding.grow(
                List.of(new Growth(anna, 400, "a", clock.instant()), new Growth(twice, 1_200, "b", clock.instant())));

        var merge = merge(twice, anna);

        assertThat(growth(anna)).isEqualTo(1_600);
        assertThat(tier(anna)).isEqualTo("vip");
        growStanding.grow(List.of(new Growth(anna, 50, "c", clock.instant())));
        undo(merge);
        assertThat(growth(anna)).isEqualTo(450);
        assertThat(tier(anna)).isEqualTo("member");
        assertThat(growth(twice)).isEqualTo(1_200);
        assertThat(tier(twice)).isEqualTo("vip");
    }

    @Test
    void what_both_have_grown_may_reach_a_tier_that_neither_had() {
        growStanding.grow(
                List.of(new Growth(anna, 600, "a", clock.instant()), new Growth(twice, 600, "b", clock.instant())));

        merge(twice, anna);

        assertThat(tier(anna)).isEqualTo("vip");
    }

    @Test
    void a_tier_given_by_hand_goes_over_with_its_reason_and_nobody_falls() {
        growStanding.grow(List.of(new Growth(anna, 1_200, "a", clock.instant())));
        holdTier.hold(twice, "black", Optional.empty(), "a friend of the house", support);

        var merge = merge(twice, anna);

        assertThat(tier(anna)).isEqualTo("black");
        undo(merge);
        assertThat(tier(anna)).isEqualTo("vip");
        assertThat(tier(twice)).isEqualTo("black");
    }

    @Test
    void a_profile_is_filled_where_it_lacks_something_and_by_choice() {
        update(twice, "Anna Lin", LocalDate.of(1990, 5, 1), Set.of(Interest.values()[0]));
        update(anna, "Anna", null, Set.of(Interest.values()[1]));

        var merge = merge(twice, anna, Set.of(Part.NAME));

        var after = readMember.find(anna).orElseThrow();
        assertThat(after.displayName()).isEqualTo("Anna Lin");
        assertThat(after.birthday()).isEqualTo(LocalDate.of(1990, 5, 1));
        assertThat(after.interests()).containsExactlyInAnyOrder(Interest.values()[0], Interest.values()[1]);
        undo(merge);
        var again = readMember.find(anna).orElseThrow();
        assertThat(again.displayName()).isEqualTo("Anna");
        assertThat(again.birthday()).isNull();
        assertThat(again.interests()).containsExactly(Interest.values()[1]);
    }

    @Test
    void tags_are_joined_and_parted() {
        tagMembers.tag(
                new TagMembers.Tagging(anna, Set.of(new Tag("mugs"), new Tag("town")), Set.of(), Optional.of(support)));
        tagMembers.tag(
                new TagMembers.Tagging(twice, Set.of(new Tag("mugs"), new Tag("tea")), Set.of(), Optional.of(support)));

        var merge = merge(twice, anna);

        assertThat(readTags.of(anna)).containsExactlyInAnyOrder(new Tag("mugs"), new Tag("town"), new Tag("tea"));
        assertThat(readTags.of(twice)).isEmpty();
        undo(merge);
        assertThat(readTags.of(anna)).containsExactlyInAnyOrder(new Tag("mugs"), new Tag("town"));
        assertThat(readTags.of(twice)).containsExactlyInAnyOrder(new Tag("mugs"), new Tag("tea"));
    }

    @Test
    void a_no_of_either_holds_and_a_yes_only_of_the_survivor() {
        say(anna, ConsentPurpose.OFFERS, ConsentChannel.EMAIL, true);
        say(anna, ConsentPurpose.OFFERS, ConsentChannel.SMS, true);
        say(twice, ConsentPurpose.OFFERS, ConsentChannel.EMAIL, true);
        say(twice, ConsentPurpose.OFFERS, ConsentChannel.EMAIL, false);
        say(twice, ConsentPurpose.OFFERS, ConsentChannel.WECHAT, true);
        say(twice, ConsentPurpose.PERSONALISATION, ConsentChannel.ANY, false);

        merge(twice, anna);

        assertThat(agrees(anna, ConsentPurpose.OFFERS, ConsentChannel.EMAIL)).isFalse();
        assertThat(agrees(anna, ConsentPurpose.OFFERS, ConsentChannel.SMS)).isTrue();
        assertThat(agrees(anna, ConsentPurpose.OFFERS, ConsentChannel.WECHAT)).isFalse();
        assertThat(agrees(anna, ConsentPurpose.PERSONALISATION, ConsentChannel.ANY))
                .isFalse();
    }

    @Test
    void a_freeze_of_either_stays() {
        changeStatus.change(twice, MemberStatus.FROZEN, "odd refunds", support);

        var merge = merge(twice, anna);

        assertThat(status(anna)).isEqualTo(MemberStatus.FROZEN);
        undo(merge);
        assertThat(status(anna)).isEqualTo(MemberStatus.ACTIVE);
        assertThat(status(twice)).isEqualTo(MemberStatus.FROZEN);
    }

    @Test
    void merges_in_a_line_lead_to_the_last_one_and_are_undone_in_turn() {
        var bea = enrol("bea");
        var first = merge(twice, anna);
        var second = merge(anna, bea);

        assertThat(follow.survivors(List.of(twice, anna, bea)))
                .containsOnlyKeys(twice, anna)
                .containsEntry(twice, bea)
                .containsEntry(anna, bea);
        assertThat(mergeMembers.askUndo(first, "odd", support))
                .isIn(new Outcome.LaterMergeFirst(second), new Outcome.Leaving(anna));
        undo(second);
        assertThat(follow.survivor(twice)).isEqualTo(anna);
        undo(first);
        assertThat(follow.survivor(twice)).isEqualTo(twice);
    }

    @Test
    void refuses_what_cannot_be_and_says_why() {
        assertThat(propose(anna, anna, support)).isEqualTo(new Outcome.SameMember());
        assertThat(propose(MemberId.next(), anna, support)).isEqualTo(new Outcome.UnknownMember());
        assertThat(mergeMembers.propose(new Proposal(twice, anna, Set.of(), " "), support))
                .isEqualTo(new Outcome.ReasonMissing());
        assertThat(propose(twice, anna, staff(StaffRole.MARKETING))).isEqualTo(new Outcome.NotYourRole());
        assertThat(propose(twice, anna, StaffId.next())).isEqualTo(new Outcome.NotYourRole());

        var proposed = ((Outcome.Proposed) propose(twice, anna, support)).merge();
        assertThat(propose(anna, enrol("bea"), finance)).isEqualTo(new Outcome.AnotherWaits(proposed));
        assertThat(mergeMembers.approve(proposed, support)).isEqualTo(new Outcome.NotYourRole());
        assertThat(mergeMembers.refuse(proposed, support)).isEqualTo(new Outcome.Dropped(proposed));
        assertThat(mergeMembers.approve(proposed, finance)).isEqualTo(new Outcome.NothingWaiting());
        assertThat(mergeMembers.approve(MergeId.next(), finance)).isEqualTo(new Outcome.UnknownMerge());

        var alone = ((Outcome.Proposed) propose(twice, anna, finance)).merge();
        assertThat(mergeMembers.approve(alone, finance)).isEqualTo(new Outcome.Yourself());
        var admin = staff(StaffRole.ADMIN);
        assertThat(mergeMembers.approve(alone, admin)).isEqualTo(new Outcome.Merged(alone, anna));
        assertThat(propose(twice, enrol("cleo"), support)).isEqualTo(new Outcome.AlreadyMerged(twice, anna));
        assertThat(mergeMembers.undo(alone, admin)).isEqualTo(new Outcome.NothingWaiting());

        clock.turnTo(clock.instant().plus(Duration.ofDays(30)));
        assertThat(mergeMembers.askUndo(alone, "odd", support)).isEqualTo(new Outcome.TooLate());
    }

    @Test
    void nobody_decides_about_a_membership_of_their_own() {
        ownMembership.link(finance, twice, staff(StaffRole.ADMIN));
        assertThat(propose(twice, anna, finance)).isEqualTo(new Outcome.OwnMembership());
        var proposed = ((Outcome.Proposed) propose(twice, anna, support)).merge();
        assertThat(mergeMembers.approve(proposed, finance)).isEqualTo(new Outcome.OwnMembership());
    }

    @Test
    void whoever_is_leaving_is_not_merged() {
        eraseMember.ask(twice, "asked by letter", support);

        assertThat(propose(twice, anna, support)).isEqualTo(new Outcome.Leaving(twice));
    }

    @Test
    void whoever_is_erased_is_erased_under_all_names_and_stays_merged() {
        var merge = merge(twice, anna);
        eraseMember.ask(anna, "asked by letter", staff(StaffRole.ADMIN));
        assertThat(eraseMember.eraseDue(10)).isEqualTo(1);

        assertThat(readMember.find(twice).orElseThrow().displayName()).isNull();
        assertThat(readMerges.find(merge).orElseThrow().reason()).isEqualTo("–");
        assertThat(mergeMembers.askUndo(merge, "odd", support)).isEqualTo(new Outcome.Erased());
        assertThat(eraseMember.ask(twice, "again", support)).isInstanceOf(EraseMember.Outcome.UnknownMember.class);
    }

    @Test
    void two_who_propose_the_same_at_once_propose_it_once() throws Exception {
        var outcomes =
                Together.run(8, i -> () -> propose(i % 2 == 0 ? twice : anna, i % 2 == 0 ? anna : twice, support));

        assertThat(outcomes).filteredOn(Outcome.Proposed.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Outcome.AnotherWaits.class::isInstance).hasSize(7);
    }

    private MergeId merge(MemberId merged, MemberId survivor) {
        return merge(merged, survivor, Set.of());
    }

    private MergeId merge(MemberId merged, MemberId survivor, Set<Part> taken) {
        var proposed = mergeMembers.propose(new Proposal(merged, survivor, taken, "same person"), support);
        assertThat(proposed).isInstanceOf(Outcome.Proposed.class);
        var merge = ((Outcome.Proposed) proposed).merge();
        assertThat(mergeMembers.approve(merge, finance)).isEqualTo(new Outcome.Merged(merge, survivor));
        return merge;
    }

    private void undo(MergeId merge) {
        assertThat(mergeMembers.askUndo(merge, "two people", support)).isEqualTo(new Outcome.UndoAsked(merge));
        assertThat(mergeMembers.undo(merge, finance)).isEqualTo(new Outcome.Undone(merge));
    }

    private Outcome propose(MemberId merged, MemberId survivor, StaffId by) {
        return mergeMembers.propose(new Proposal(merged, survivor, Set.of(), "same person"), by);
    }

    private MemberId enrol(String name) {
        return enrolMembers
                .enrol(List.of(new Enrolment(
                        new Identifier(Kind.CARD_NUMBER, name + "-" + UUID.randomUUID()), null, "import")))
                .getFirst()
                .member();
    }

    private StaffId staff(StaffRole role) {
        var login = "s" + UUID.randomUUID().toString().substring(0, 12);
        var outcome = appointStaff.appoint(login, login, "correct-horse-battery-9", Set.of(role), Optional.empty());
        return ((AppointStaff.Outcome.Done) outcome).staff();
    }

    private void update(MemberId member, String name, LocalDate birthday, Set<Interest> interests) {
        var version = readMember.find(member).orElseThrow().version();
        assertThat(updateProfile.update(new UpdateProfile.Update(
                        member, name, Locale.ENGLISH, ZoneOffset.UTC, birthday, null, interests, version)))
                .isInstanceOf(UpdateProfile.Outcome.Updated.class);
    }

    private void say(MemberId member, ConsentPurpose purpose, ConsentChannel channel, boolean given) {
        assertThat(recordConsent.record(new RecordConsent.Answers(
                        member,
                        List.of(new RecordConsent.Answer(purpose, channel, given, 1)),
                        Locale.ENGLISH,
                        RecordConsent.How.API,
                        Optional.empty())))
                .isInstanceOf(RecordConsent.Outcome.Recorded.class);
    }

    private boolean agrees(MemberId member, ConsentPurpose purpose, ConsentChannel channel) {
        if (purpose == ConsentPurpose.PERSONALISATION) {
            return !readConsents.impersonal(Set.of(member)).contains(member);
        }
        return readConsents
                .agreed(Set.of(member))
                .getOrDefault(member, Set.of())
                .contains(new ReadConsents.Agreed(purpose, channel));
    }

    private MemberStatus status(MemberId member) {
        return readMember.find(member).orElseThrow().status();
    }

    private long growth(MemberId member) {
        return readStanding.of(member).orElseThrow().growth();
    }

    private String tier(MemberId member) {
        return readStanding.of(member).orElseThrow().tier().code();
    }
}
