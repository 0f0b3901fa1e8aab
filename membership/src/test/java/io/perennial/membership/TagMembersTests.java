package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.TagMembers.Outcome;
import io.perennial.membership.TagMembers.Tagging;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.modulith.test.AssertablePublishedEvents;

@MembershipTest
class TagMembersTests {

    private static final StaffId ADA = StaffId.next();
    private static final Tag COFFEE = new Tag("咖啡");
    private static final Tag REGULAR = new Tag("regular");

    private final TagMembers tagMembers;
    private final ReadTags readTags;
    private final EnrolMembers enrolMembers;
    private final ChangeMemberStatus changeMemberStatus;
    private final ReadAuditTrail audit;
    private final TurnableClock clock;

    TagMembersTests(
            TagMembers tagMembers,
            ReadTags readTags,
            EnrolMembers enrolMembers,
            ChangeMemberStatus changeMemberStatus,
            ReadAuditTrail audit,
            TurnableClock clock) {
        this.tagMembers = tagMembers;
        this.readTags = readTags;
        this.enrolMembers = enrolMembers;
        this.changeMemberStatus = changeMemberStatus;
        this.audit = audit;
        this.clock = clock;
    }

    @Test
    void sets_and_unsets_says_so_and_leaves_a_line_of_staff(AssertablePublishedEvents events) {
        var member = enrol("one");

        assertThat(tag(member, Set.of(COFFEE, REGULAR), Set.of()))
                .isEqualTo(new Outcome.Tagged(Set.of(COFFEE, REGULAR)));
        assertThat(tag(member, Set.of(), Set.of(REGULAR))).isEqualTo(new Outcome.Tagged(Set.of(COFFEE)));

        assertThat(readTags.of(member)).containsExactly(COFFEE);
        assertThat(events.ofType(TagsChanged.class))
                .containsExactly(
                        new TagsChanged(member, Set.of(COFFEE, REGULAR), Set.of(), clock.instant()),
                        new TagsChanged(member, Set.of(), Set.of(REGULAR), clock.instant()));
        assertThat(lines(member)).extracting(ReadAuditTrail.Line::action).containsOnly("member.tagged");
        assertThat(lines(member).getFirst().after()).isEqualTo("{\"tags\":[\"咖啡\"]}");
    }

    @Test
    void what_is_already_so_changes_nothing(AssertablePublishedEvents events) {
        var member = enrol("one");
        tag(member, Set.of(COFFEE), Set.of());

        assertThat(tag(member, Set.of(COFFEE), Set.of(REGULAR))).isEqualTo(new Outcome.Unchanged());

        assertThat(events.ofType(TagsChanged.class)).hasSize(1);
        assertThat(lines(member)).hasSize(1);
    }

    @Test
    void a_rule_leaves_no_line_in_the_trail_of_staff() {
        var member = enrol("one");
        tagMembers.tag(new Tagging(member, Set.of(COFFEE), Set.of(), Optional.empty()));
        assertThat(readTags.of(member)).containsExactly(COFFEE);
        assertThat(lines(member)).isEmpty();
    }

    @Test
    void keeps_the_number_of_members_with_each_tag() {
        var members = IntStream.range(0, 3).mapToObj(i -> enrol("m" + i)).toList();
        var tag = new Tag("counted");
        members.forEach(member -> tag(member, Set.of(tag), Set.of()));
        tag(members.getFirst(), Set.of(), Set.of(tag));

        assertThat(readTags.inUse()).contains(new ReadTags.Use(tag, 2));
        members.forEach(member -> tag(member, Set.of(), Set.of(tag)));
        assertThat(readTags.inUse()).extracting(ReadTags.Use::tag).doesNotContain(tag);
    }

    @Test
    void counts_right_when_many_set_and_unset_at_once() throws Exception {
        var one = new Tag("together a");
        var other = new Tag("together b");
        var members = IntStream.range(0, 8).mapToObj(i -> enrol("t" + i)).toList();

        Together.run(8, i -> () -> {
            tag(members.get(i), i % 2 == 0 ? List.of(one, other) : List.of(other, one), Set.of());
            return tag(members.get(i), Set.of(), i < 4 ? Set.of(one) : Set.of());
        });

        assertThat(readTags.inUse()).contains(new ReadTags.Use(one, 4), new ReadTags.Use(other, 8));
    }

    @Test
    void refuses_the_thirty_first_tag_whole() {
        var member = enrol("one");
        var thirty = IntStream.range(0, TagMembers.MOST)
                .mapToObj(i -> new Tag("tag " + i))
                .toList();
        tag(member, thirty, Set.of());

        assertThat(tag(member, Set.of(COFFEE, REGULAR), Set.of(thirty.getFirst())))
                .isEqualTo(new Outcome.TooMany());

        assertThat(readTags.of(member)).containsExactlyInAnyOrderElementsOf(thirty);
    }

    @Test
    void refuses_a_member_who_is_unknown_or_closed() {
        assertThat(tag(MemberId.next(), Set.of(COFFEE), Set.of())).isEqualTo(new Outcome.UnknownMember());
        var member = enrol("one");
        changeMemberStatus.change(member, MemberStatus.CLOSED, "left", ADA);
        assertThat(tag(member, Set.of(COFFEE), Set.of())).isEqualTo(new Outcome.Closed());
    }

    @ParameterizedTest
    @CsvSource({"' VIP  Event ',vip event", "ＡＢＣ,abc", "常客,常客", "🌱,🌱"})
    void one_tag_has_one_spelling(String typed, String tag) {
        assertThat(Tag.parse(typed)).hasValue(new Tag(tag));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "a,b",
                "two\nlines\u0000",
                "turned \u202Earound",
                "01234567890123456789012345678901234567890"
            })
    void refuses_what_cannot_be_a_tag(String typed) {
        assertThat(Tag.parse(typed)).isEmpty();
        assertThatThrownBy(() -> new Tag(typed)).isInstanceOf(IllegalArgumentException.class);
    }

    private Outcome tag(MemberId member, java.util.Collection<Tag> set, Set<Tag> unset) {
        return tagMembers.tag(new Tagging(member, set, unset, Optional.of(ADA)));
    }

    private List<ReadAuditTrail.Line> lines(MemberId member) {
        return audit.find(new ReadAuditTrail.Query(
                        Optional.of("member"), Optional.of(member.toString()), Optional.empty(), Optional.empty(), 50))
                .lines();
    }

    private MemberId enrol(String number) {
        return enrolMembers
                .enrol(List.of(new Enrolment(
                        new Identifier(Kind.CUSTOMER_NUMBER, "tag-" + number + "-" + java.util.UUID.randomUUID()),
                        null,
                        "till")))
                .getFirst()
                .member();
    }
}
