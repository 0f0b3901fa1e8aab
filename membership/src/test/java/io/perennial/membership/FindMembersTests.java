package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.membership.EnrolMembers.Enrolled;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.FindMembers.DayCount;
import io.perennial.membership.FindMembers.Page;
import io.perennial.membership.FindMembers.Query;
import io.perennial.membership.FindMembers.Row;
import io.perennial.membership.GrowStanding.Growth;
import io.perennial.membership.Identifier.Kind;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MembershipTest
class FindMembersTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Tag REGULAR = new Tag("regular");

    private final FindMembers findMembers;
    private final EnrolMembers enrolMembers;
    private final GrowStanding growStanding;
    private final ChangeMemberStatus changeMemberStatus;
    private final TagMembers tagMembers;
    private final TurnableClock clock;

    FindMembersTests(
            FindMembers findMembers,
            EnrolMembers enrolMembers,
            GrowStanding growStanding,
            ChangeMemberStatus changeMemberStatus,
            TagMembers tagMembers,
            TurnableClock clock) {
        this.tagMembers = tagMembers;
        this.findMembers = findMembers;
        this.enrolMembers = enrolMembers;
        this.growStanding = growStanding;
        this.changeMemberStatus = changeMemberStatus;
        this.clock = clock;
    }

    @Test
    void shows_what_staff_look_for() {
        var phone = new Identifier(Kind.PHONE, "+8613800138000");
        var member = enrol(phone, "林小满");
        growStanding.grow(List.of(new Growth(member, 1_200, "a", clock.instant())));

        assertThat(find("").rows()).singleElement().satisfies(row -> {
            assertThat(row.member()).isEqualTo(member);
            assertThat(row.displayName()).isEqualTo("林小满");
            assertThat(row.identifiers()).containsExactly(phone);
            assertThat(row.status()).isEqualTo(MemberStatus.ACTIVE);
            assertThat(row.tier().code()).isEqualTo("vip");
            assertThat(row.growth()).isEqualTo(1_200);
            assertThat(row.enrolledAt()).isEqualTo(clock.instant());
        });
    }

    @Test
    void walks_through_all_members_newest_first_without_gap_or_repetition() {
        var members = enrolCustomers(25);

        var seen = new ArrayList<MemberId>();
        var before = Optional.<MemberId>empty();
        Page page;
        do {
            page = findMembers.find(new Query("", Optional.empty(), Optional.empty(), before, 10));
            seen.addAll(page.rows().stream().map(Row::member).toList());
            before = Optional.of(seen.getLast());
        } while (page.hasMore());

        assertThat(seen).containsExactlyElementsOf(members.reversed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+8613800138000",
                "13800138000",
                "138 0013",
                "138-0013-8000",
                "+86138",
                " 林小",
                "lin@Example",
                "LIN@"
            })
    void finds_by_the_beginning_of_an_identifier_or_of_the_name(String text) {
        enrol(new Identifier(Kind.PHONE, "+8613900139000"), "王芳");
        var expected = text.contains("@")
                ? enrol(new Identifier(Kind.EMAIL, "lin@example.com"), null)
                : enrol(new Identifier(Kind.PHONE, "+8613800138000"), "林小满");

        assertThat(find(text).rows()).extracting(Row::member).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "!", "\\", "小满", "8000", "' OR 1=1 --", "%林"})
    void takes_no_sign_for_a_wildcard_and_finds_no_middles(String text) {
        enrol(new Identifier(Kind.PHONE, "+8613800138000"), "林小满");

        assertThat(find(text).rows()).isEmpty();
    }

    @Test
    void finds_wildcards_where_they_are_meant() {
        var percent = enrol(new Identifier(Kind.CUSTOMER_NUMBER, "a_b"), "100% cotton");
        enrol(new Identifier(Kind.CUSTOMER_NUMBER, "axb"), "100 cotton");

        assertThat(find("100%").rows()).extracting(Row::member).containsExactly(percent);
        assertThat(find("a_").rows()).extracting(Row::member).containsExactly(percent);
    }

    @Test
    void finds_a_member_by_the_whole_id() {
        var members = enrolCustomers(3);

        assertThat(find(members.get(1).toString()).rows())
                .extracting(Row::member)
                .containsExactly(members.get(1));
        assertThat(find(MemberId.next().toString()).rows()).isEmpty();
    }

    @Test
    void filters_by_tier_and_status_with_and_without_a_text() {
        var members = enrolCustomers(6);
        growStanding.grow(List.of(
                new Growth(members.get(1), 1_000, "a", clock.instant()),
                new Growth(members.get(4), 2_000, "a", clock.instant())));
        changeMemberStatus.change(members.get(4), MemberStatus.FROZEN, "odd", StaffId.next());
        changeMemberStatus.change(members.get(5), MemberStatus.FROZEN, "odd", StaffId.next());

        assertThat(find("", "vip", null)).containsExactly(members.get(4), members.get(1));
        assertThat(find("", null, MemberStatus.FROZEN)).containsExactly(members.get(5), members.get(4));
        assertThat(find("", "vip", MemberStatus.ACTIVE)).containsExactly(members.get(1));
        assertThat(find("C-", "vip", null)).containsExactly(members.get(4), members.get(1));
        assertThat(find("C-4", "vip", MemberStatus.FROZEN)).containsExactly(members.get(4));
        assertThat(find("C-4", "black", null)).isEmpty();
        assertThat(find("", "等级", null)).isEmpty();
    }

    @Test
    void filters_by_tag_with_everything_else() {
        var members = enrolCustomers(6);
        tag(members.get(0), members.get(2), members.get(3));
        growStanding.grow(List.of(new Growth(members.get(2), 1_000, "a", clock.instant())));
        changeMemberStatus.change(members.get(3), MemberStatus.FROZEN, "odd", StaffId.next());

        assertThat(tagged("", null, null, null, 50)).containsExactly(members.get(3), members.get(2), members.get(0));
        assertThat(tagged("", "vip", null, null, 50)).containsExactly(members.get(2));
        assertThat(tagged("", null, MemberStatus.ACTIVE, null, 50)).containsExactly(members.get(2), members.get(0));
        assertThat(tagged("C-3", null, null, null, 50)).containsExactly(members.get(3));
        assertThat(tagged("C-1", null, null, null, 50)).isEmpty();
        assertThat(tagged("", null, null, null, 2)).containsExactly(members.get(3), members.get(2));
        assertThat(tagged("", null, null, members.get(2), 2)).containsExactly(members.get(0));
    }

    @Test
    void filters_by_when_members_enrolled_and_walks_that_page_by_page() {
        var beginning = clock.instant();
        var members = new ArrayList<MemberId>();
        for (var day = 0; day < 6; day++) {
            members.addAll(List.of(
                    enrol(new Identifier(Kind.CUSTOMER_NUMBER, "D-" + day), null),
                    enrol(new Identifier(Kind.CUSTOMER_NUMBER, "E-" + day), null)));
            clock.turn(Duration.ofDays(1));
        }
        growStanding.grow(List.of(new Growth(members.get(5), 1_000, "a", clock.instant())));
        var from = beginning.plus(Duration.ofDays(1));
        var before = beginning.plus(Duration.ofDays(4));

        var seen = new ArrayList<MemberId>();
        var last = Optional.<MemberId>empty();
        Page page;
        do {
            page = findMembers.find(enrolled("", Optional.empty(), from, before, last, 3));
            seen.addAll(page.rows().stream().map(Row::member).toList());
            last = Optional.of(seen.getLast());
        } while (page.hasMore());

        assertThat(seen).containsExactlyElementsOf(members.subList(2, 8).reversed());
        assertThat(findMembers
                        .find(enrolled("", Optional.of("vip"), from, before, Optional.empty(), 50))
                        .rows())
                .extracting(Row::member)
                .containsExactly(members.get(5));
        assertThat(findMembers
                        .find(enrolled("D-", Optional.empty(), from, before, Optional.empty(), 50))
                        .rows())
                .extracting(Row::member)
                .containsExactly(members.get(6), members.get(4), members.get(2));
    }

    @Test
    void tells_which_of_some_members_fit() {
        var members = enrolCustomers(5);
        tag(members.get(1), members.get(3));
        changeMemberStatus.change(members.get(3), MemberStatus.FROZEN, "odd", StaffId.next());
        var some = List.of(members.get(0), members.get(1), members.get(3), MemberId.next());

        assertThat(findMembers.among(some, tag("", null, null, null, 50)))
                .extracting(Row::member)
                .containsExactly(members.get(3), members.get(1));
        assertThat(findMembers.among(some, new Query("C-0", Optional.empty(), Optional.empty(), Optional.empty(), 50)))
                .extracting(Row::member)
                .containsExactly(members.get(0));
        assertThat(findMembers.among(
                        some, new Query("", Optional.empty(), Optional.of(MemberStatus.FROZEN), Optional.empty(), 50)))
                .extracting(Row::member)
                .containsExactly(members.get(3));
        assertThat(findMembers.among(List.of(), tag("", null, null, null, 50))).isEmpty();
    }

    private void tag(MemberId... some) {
        for (var member : some) {
            tagMembers.tag(new TagMembers.Tagging(member, List.of(REGULAR), List.of(), Optional.empty()));
        }
    }

    private static Query tag(String text, String tier, MemberStatus status, MemberId before, int limit) {
        return new Query(
                text,
                Optional.ofNullable(tier),
                Optional.ofNullable(status),
                Optional.of(REGULAR),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(before),
                limit);
    }

    private List<MemberId> tagged(String text, String tier, MemberStatus status, MemberId before, int limit) {
        return findMembers.find(tag(text, tier, status, before, limit)).rows().stream()
                .map(Row::member)
                .toList();
    }

    private static Query enrolled(
            String text, Optional<String> tier, Instant from, Instant until, Optional<MemberId> before, int limit) {
        return new Query(
                text, tier, Optional.empty(), Optional.empty(), Optional.of(from), Optional.of(until), before, limit);
    }

    @Test
    void finds_newest_first_also_where_very_many_begin_alike() {
        var many = new ArrayList<MemberId>();
        for (var thousand = 0; thousand < 11; thousand++) {
            var offset = 1_000 * thousand;
            many.addAll(enrolMembers
                    .enrol(IntStream.range(offset, offset + 1_000)
                            .mapToObj(i -> new Enrolment(new Identifier(Kind.CUSTOMER_NUMBER, "M" + i), null, "import"))
                            .toList())
                    .stream()
                    .map(Enrolled::member)
                    .toList());
        }
        var odd = enrol(new Identifier(Kind.CUSTOMER_NUMBER, "X1"), "Mia");
        enrol(new Identifier(Kind.CUSTOMER_NUMBER, "X2"), "Tom");

        var rows = find("M").rows();

        assertThat(rows).extracting(Row::member).startsWith(odd, many.getLast()).hasSize(50);
        assertThat(find("X").rows()).hasSize(2);
        assertThat(find("M", "member", null)).hasSize(50).startsWith(odd);
        assertThat(find("M", "vip", null)).isEmpty();
    }

    @Test
    void finds_very_many_that_begin_alike_also_where_they_enrolled_long_ago() {
        for (var thousand = 0; thousand < 22; thousand++) {
            var offset = 1_000 * thousand;
            var beginning = thousand < 11 ? "A" : "B";
            enrolMembers.enrol(IntStream.range(offset, offset + 1_000)
                    .mapToObj(i -> new Enrolment(new Identifier(Kind.CUSTOMER_NUMBER, beginning + i), null, "import"))
                    .toList());
        }

        assertThat(find("A").rows())
                .hasSize(50)
                .allSatisfy(
                        row -> assertThat(row.identifiers().getFirst().value()).startsWith("A"));
        assertThat(find("A").hasMore()).isTrue();
        assertThat(find("A", "member", MemberStatus.ACTIVE)).hasSize(50);
    }

    @Test
    void counts_members_in_all_and_by_tier_in_the_ladders_order() {
        var members = enrolCustomers(5);
        growStanding.grow(List.of(new Growth(members.get(1), 99_000, "a", clock.instant())));

        assertThat(findMembers.total()).isEqualTo(5);
        assertThat(findMembers.perTier())
                .extracting(count -> count.tier().code() + " " + count.members())
                .containsExactly("member 4", "vip 0", "black 1");
    }

    @Test
    void counts_enrolments_by_the_days_of_the_programme() {
        var midnight = LocalDate.ofInstant(clock.instant(), SHANGHAI)
                .plusDays(1)
                .atStartOfDay(SHANGHAI)
                .toInstant();
        clock.turn(Duration.between(clock.instant(), midnight).minusSeconds(1));
        enrol(new Identifier(Kind.CUSTOMER_NUMBER, "late"), null);
        clock.turn(Duration.ofSeconds(1));
        enrol(new Identifier(Kind.CUSTOMER_NUMBER, "early"), null);
        enrol(new Identifier(Kind.CUSTOMER_NUMBER, "early-too"), null);
        clock.turn(Duration.ofDays(2));

        var today = LocalDate.ofInstant(clock.instant(), SHANGHAI);
        assertThat(findMembers.enrolledPerDay(4))
                .containsExactly(
                        new DayCount(today.minusDays(3), 1),
                        new DayCount(today.minusDays(2), 2),
                        new DayCount(today.minusDays(1), 0),
                        new DayCount(today, 0));
        assertThat(findMembers.enrolledPerDay(366)).hasSize(366);
    }

    @Test
    void keeps_pages_and_ranges_within_bounds() {
        for (var limit : List.of(0, 201)) {
            assertThatThrownBy(() -> findMembers.find(
                            new Query("", Optional.empty(), Optional.empty(), Optional.empty(), limit)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (var days : List.of(0, 367)) {
            assertThatThrownBy(() -> findMembers.enrolledPerDay(days)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Page find(String text) {
        return findMembers.find(new Query(text, Optional.empty(), Optional.empty(), Optional.empty(), 50));
    }

    private List<MemberId> find(String text, String tier, MemberStatus status) {
        return findMembers
                .find(new Query(text, Optional.ofNullable(tier), Optional.ofNullable(status), Optional.empty(), 50))
                .rows()
                .stream()
                .map(Row::member)
                .toList();
    }

    private List<MemberId> enrolCustomers(int people) {
        return IntStream.range(0, people)
                .mapToObj(i -> enrol(new Identifier(Kind.CUSTOMER_NUMBER, "C-" + i), null))
                .toList();
    }

    private MemberId enrol(Identifier identifier, String name) {
        return enrolMembers
                .enrol(List.of(new Enrolment(identifier, name, "import")))
                .getFirst()
                .member();
    }
}
