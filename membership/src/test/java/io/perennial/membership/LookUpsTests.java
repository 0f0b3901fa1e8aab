package io.perennial.membership;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.Belongings.Erasure;
import io.perennial.membership.ReadLookUps.Line;
import io.perennial.membership.ReadLookUps.Query;
import io.perennial.membership.ReadLookUps.Seen;
import io.perennial.membership.ReadLookUps.Unusual;
import io.perennial.membership.RecordLookUp.LookUp;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.transaction.support.TransactionTemplate;

/** Who looked at what of whom, and how often. */
@MembershipTest
class LookUpsTests {

    private static final StaffId ADA = StaffId.next();
    private static final StaffId BOB = StaffId.next();
    private static final MemberId LIN = MemberId.next();
    private static final MemberId MEI = MemberId.next();
    private static final String NETWORK = "203.0.113.*";

    private final RecordLookUp recordLookUp;
    private final ReadLookUps readLookUps;
    private final ForgetLookUps forgetLookUps;
    private final List<Belongings> belongings;
    private final TransactionTemplate transaction;
    private final TurnableClock clock;

    LookUpsTests(
            RecordLookUp recordLookUp,
            ReadLookUps readLookUps,
            ForgetLookUps forgetLookUps,
            List<Belongings> belongings,
            TransactionTemplate transaction,
            TurnableClock clock) {
        this.recordLookUp = recordLookUp;
        this.readLookUps = readLookUps;
        this.forgetLookUps = forgetLookUps;
        this.belongings = belongings;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Test
    void tells_who_looked_at_what_of_whom_why_and_from_where() {
        MDC.put("requestId", "req-77");
        try {
            look(ADA, LookUpKind.PHONE, LIN, "  called about a parcel ");
        } finally {
            MDC.remove("requestId");
        }
        assertThat(find(everything()).lines()).singleElement().satisfies(line -> {
            assertThat(line.by()).isEqualTo(ADA);
            assertThat(line.kind()).isEqualTo(LookUpKind.PHONE);
            assertThat(line.member()).isEqualTo(LIN);
            assertThat(line.reason()).isEqualTo("called about a parcel");
            assertThat(line.address()).isEqualTo(NETWORK);
            assertThat(line.requestId()).isEqualTo("req-77");
            assertThat(line.at()).isEqualTo(clock.instant());
        });
    }

    @Test
    void marks_what_is_more_than_usual_within_an_hour_and_begins_anew_afterwards() {
        for (var i = 0; i < 42; i++) {
            look(ADA, LookUpKind.PHONE, LIN, null);
            clock.turn(Duration.ofMinutes(1));
        }
        look(BOB, LookUpKind.PHONE, LIN, null);

        assertThat(find(unusual()).lines()).extracting(Line::inHour).containsExactly(42, 41);
        assertThat(readLookUps.unusual(clock.instant().minus(Duration.ofDays(1))))
                .containsExactly(new Unusual(ADA, null, 42, clock.instant().minus(Duration.ofMinutes(1))));
        assertThat(readLookUps.unusual(clock.instant())).isEmpty();

        clock.turn(Duration.ofMinutes(61));
        look(ADA, LookUpKind.PHONE, LIN, null);
        assertThat(find(everything()).lines().getFirst().inHour()).isEqualTo(1);
    }

    @Test
    void forgets_what_is_older_than_two_years_and_nothing_else() {
        look(ADA, LookUpKind.PHONE, LIN, "long ago");
        clock.turn(Duration.ofDays(400));
        look(ADA, LookUpKind.EMAIL, LIN, null);
        clock.turn(Duration.ofDays(329));
        assertThat(forgetLookUps.forgetOld()).isZero();

        clock.turn(Duration.ofDays(1).plusSeconds(1));
        assertThat(forgetLookUps.forgetOld()).isEqualTo(1);
        assertThat(forgetLookUps.forgetOld()).isZero();
        assertThat(kinds(everything())).containsExactly(LookUpKind.EMAIL);
    }

    @Test
    void forgets_many_a_chunk_at_a_time() {
        var rows = IntStream.range(0, 4_500)
                .mapToObj(i -> "(UNHEX('%012x7000%016x'), '2020-01-01', UNHEX('%032x'), 'PHONE', 1, 1, 0, '-')"
                        .formatted(1_577_836_800_000L, i + 0x8000_0000_0000_0000L, 7))
                .collect(joining(","));
        TestDatabase.get()
                .dsl()
                .execute(
                        "INSERT INTO membership_look_up (look_up_id, looked_at, staff_id, kind, members, in_hour, unusual,"
                                + " address) VALUES " + rows);

        assertThat(List.of(forgetLookUps.forgetOld(), forgetLookUps.forgetOld(), forgetLookUps.forgetOld()))
                .containsExactly(2_000, 2_000, 500);
        assertThat(find(everything()).lines()).isEmpty();
    }

    @Test
    void what_was_seen_of_one_who_was_merged_is_found_with_the_survivor() {
        enrolled(LIN);
        enrolled(MEI);
        look(ADA, LookUpKind.PHONE, MEI, null);
        clock.turn(Duration.ofMinutes(1));
        look(ADA, LookUpKind.EMAIL, LIN, null);
        clock.turn(Duration.ofMinutes(1));
        look(ADA, LookUpKind.NAME, MEI, null);
        mergedInto(MEI, LIN);
        clock.turn(Duration.ofMinutes(1));
        look(ADA, LookUpKind.BIRTHDAY, LIN, null);

        var ofLin = new Query(none(), one(LIN), none(), false, none(), none(), none(), 3);
        var first = find(ofLin);
        assertThat(first.lines())
                .extracting(Line::kind)
                .containsExactly(LookUpKind.BIRTHDAY, LookUpKind.NAME, LookUpKind.EMAIL);
        assertThat(first.hasMore()).isTrue();
        var rest = find(new Query(
                none(),
                one(LIN),
                none(),
                false,
                none(),
                none(),
                one(first.lines().getLast().id()),
                3));
        assertThat(rest.lines()).extracting(Line::kind).containsExactly(LookUpKind.PHONE);
        assertThat(rest.hasMore()).isFalse();
        assertThat(readLookUps.of(LIN, 2))
                .extracting(ReadLookUps.Seen::kind)
                .containsExactly(LookUpKind.BIRTHDAY, LookUpKind.NAME);
        assertThat(readLookUps.countOf(LIN, clock.instant().minus(Duration.ofDays(1))))
                .isEqualTo(4);
        assertThat(kinds(new Query(none(), one(MEI), none(), false, none(), none(), none(), 9)))
                .as("under the old id what was seen of it")
                .containsExactly(LookUpKind.NAME, LookUpKind.PHONE);
    }

    private static void enrolled(MemberId member) {
        TestDatabase.get()
                .dsl()
                .execute(
                        "INSERT INTO membership_member (member_id, status, locale, time_zone, enrolled_via, enrolled_at, version)"
                                + " VALUES (UNHEX(REPLACE(?, '-', '')), 'ACTIVE', 'en', 'UTC', 'till', NOW(6), 1)",
                        member.toString());
    }

    private static void mergedInto(MemberId merged, MemberId survivor) {
        var dsl = TestDatabase.get().dsl();
        dsl.execute(
                "UPDATE membership_member SET status = 'CLOSED', merged_into = UNHEX(REPLACE(?, '-', ''))"
                        + " WHERE member_id = UNHEX(REPLACE(?, '-', ''))",
                survivor.toString(),
                merged.toString());
        dsl.execute(
                "INSERT INTO membership_merge (merge_id, merged_id, survivor_id, state, taken, reason, proposed_by,"
                        + " proposed_at, decided_at) VALUES (UNHEX(REPLACE(UUID(), '-', '')), UNHEX(REPLACE(?, '-', '')),"
                        + " UNHEX(REPLACE(?, '-', '')), 'MERGED', '', 'same', UNHEX(REPLACE(UUID(), '-', '')), NOW(6),"
                        + " NOW(6))",
                merged.toString(),
                survivor.toString());
    }

    @Test
    void finds_lines_by_person_member_kind_and_time_a_page_at_a_time() {
        look(ADA, LookUpKind.PHONE, LIN, null);
        look(BOB, LookUpKind.PHONE, MEI, null);
        clock.turn(Duration.ofDays(1));
        var second = clock.instant();
        look(ADA, LookUpKind.EMAIL, MEI, null);
        recordLookUp.record(new LookUp(BOB, LookUpKind.AUDIT_FILE, null, 7, null, NETWORK));

        assertThat(kinds(new Query(one(ADA), none(), none(), false, none(), none(), none(), 9)))
                .containsExactly(LookUpKind.EMAIL, LookUpKind.PHONE);
        assertThat(kinds(new Query(one(BOB), none(), one(LookUpKind.PHONE), false, none(), none(), none(), 9)))
                .containsExactly(LookUpKind.PHONE);
        assertThat(kinds(new Query(none(), one(MEI), none(), false, none(), none(), none(), 9)))
                .containsExactly(LookUpKind.EMAIL, LookUpKind.PHONE);
        assertThat(kinds(new Query(none(), none(), none(), false, one(second), none(), none(), 9)))
                .containsExactly(LookUpKind.AUDIT_FILE, LookUpKind.EMAIL);
        assertThat(kinds(new Query(none(), none(), none(), false, none(), one(second), none(), 9)))
                .containsExactly(LookUpKind.PHONE, LookUpKind.PHONE);

        var seen = new ArrayList<UUID>();
        Optional<UUID> before = Optional.empty();
        while (true) {
            var page = find(new Query(none(), none(), none(), false, none(), none(), before, 3));
            page.lines().forEach(line -> seen.add(line.id()));
            if (!page.hasMore()) {
                break;
            }
            before = Optional.of(page.lines().getLast().id());
        }
        assertThat(seen).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void a_search_that_finds_the_same_member_again_at_once_is_still_the_same() {
        look(ADA, LookUpKind.SEARCH, LIN, null);
        clock.turn(Duration.ofSeconds(30));
        look(ADA, LookUpKind.SEARCH, LIN, null);
        look(BOB, LookUpKind.SEARCH, LIN, null);
        look(ADA, LookUpKind.SEARCH, MEI, null);
        assertThat(find(everything()).lines()).hasSize(3);
        clock.turn(Duration.ofMinutes(2));
        look(ADA, LookUpKind.SEARCH, LIN, null);
        look(ADA, LookUpKind.PHONE, LIN, null);
        look(ADA, LookUpKind.PHONE, LIN, null);
        assertThat(find(everything()).lines()).hasSize(6);
    }

    @Test
    void a_member_sees_what_and_when_but_not_who() {
        look(ADA, LookUpKind.PHONE, LIN, "called");
        look(BOB, LookUpKind.PHONE, MEI, null);
        assertThat(readLookUps.of(LIN, 9)).containsExactly(new Seen(clock.instant(), LookUpKind.PHONE));
        assertThat(readLookUps.countOf(LIN, clock.instant().minus(Duration.ofDays(365))))
                .isOne();
        assertThat(readLookUps.countOf(LIN, clock.instant().plusSeconds(1))).isZero();
        var exported = belongings.stream()
                .flatMap(each -> each.exported(LIN).stream())
                .filter(section -> section.name().equals("membership.seen_by_staff"))
                .toList();
        assertThat(exported).singleElement().satisfies(section -> {
            assertThat(section.rows()).hasSize(1);
            assertThat(section.toString()).contains("PHONE").doesNotContain(ADA.toString(), "called");
        });
    }

    @Test
    void erasing_takes_what_was_written_and_leaves_that_somebody_looked() {
        look(ADA, LookUpKind.PHONE, LIN, "Lin Mei called from 138");
        look(ADA, LookUpKind.PHONE, MEI, "somebody else");
        transaction.executeWithoutResult(_ -> belongings.forEach(each -> each.erased(new Erasure(LIN, Set.of("138")))));
        assertThat(find(everything()).lines()).extracting(Line::reason).containsExactly("somebody else", null);
        assertThat(find(everything()).lines()).extracting(Line::by).containsOnly(ADA);
    }

    private void look(StaffId by, LookUpKind kind, MemberId member, String reason) {
        recordLookUp.record(LookUp.of(by, kind, member, reason, NETWORK));
    }

    private ReadLookUps.Page find(Query query) {
        return readLookUps.find(query);
    }

    private List<LookUpKind> kinds(Query query) {
        return find(query).lines().stream().map(Line::kind).toList();
    }

    private static Query everything() {
        return new Query(none(), none(), none(), false, none(), none(), none(), 200);
    }

    private static Query unusual() {
        return new Query(none(), none(), none(), true, none(), none(), none(), 200);
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }

    private static <T> Optional<T> one(T value) {
        return Optional.of(value);
    }
}
