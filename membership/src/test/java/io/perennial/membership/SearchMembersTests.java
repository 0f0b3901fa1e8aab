package io.perennial.membership;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipIdentifier.MEMBERSHIP_IDENTIFIER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.SearchMembers.Hit;
import io.perennial.membership.SearchMembers.Reach;
import io.perennial.testing.SentStatements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

@MembershipTest
class SearchMembersTests {

    private final SearchMembers searchMembers;
    private final EnrolMembers enrolMembers;
    private final DSLContext dsl;
    private final TransactionTemplate transaction;

    SearchMembersTests(
            SearchMembers searchMembers, EnrolMembers enrolMembers, DSLContext dsl, TransactionTemplate transaction) {
        this.transaction = transaction;
        this.searchMembers = searchMembers;
        this.enrolMembers = enrolMembers;
        this.dsl = dsl;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+8613800138000",
                "13800138000",
                "138 0013 8000",
                "8613800138000",
                "138 001",
                "+86138",
                "8000",
                "38000"
            })
    void finds_a_phone_by_the_whole_the_beginning_or_the_last_digits(String typed) {
        var lin = enrol("林小满", new Identifier(Kind.PHONE, "+8613800138000"));
        enrol("王芳", new Identifier(Kind.PHONE, "+8613900139001"));

        assertThat(found(typed)).containsExactly(lin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"07911 123456", "+44 7911", "7911123456", "3456"})
    void finds_a_phone_of_another_country_as_it_is_dialled_there(String typed) {
        var ann = enrol("Ann", new Identifier(Kind.PHONE, "+447911123456"));

        assertThat(found(typed)).containsExactly(ann);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIN@example.com", "lin@", "Lin.", "7001-99", "99-0042", "C17850", "0042"})
    void finds_by_address_card_and_customer_number(String typed) {
        var lin = enrol(
                null,
                new Identifier(Kind.EMAIL, typed.startsWith("Lin.") ? "lin.xm@example.com" : "lin@example.com"),
                new Identifier(Kind.CARD_NUMBER, "7001-99-0042"),
                new Identifier(Kind.CUSTOMER_NUMBER, "C17850"));
        enrol(null, new Identifier(Kind.EMAIL, "wang@example.com"));

        assertThat(found(typed)).containsExactly(typed.equals("99-0042") ? new MemberId[0] : new MemberId[] {lin});
    }

    @ParameterizedTest
    @CsvSource({
        "欧阳小明,小明",
        "欧阳小明,欧阳",
        "欧阳小明,阳小",
        "欧阳小明,明",
        "欧阳小明,小明 欧阳",
        "Zoë Li-Wei,zoe",
        "Zoë Li-Wei,WEI zo",
        "Zoë Li-Wei,li wei",
        "Zoë Li-Wei,wei li ZOË",
        "王 Wang Xiaoming,xiaom 王",
        "Müller,muell",
        "Østerby Anna,anna"
    })
    void finds_a_part_of_a_name_in_any_order(String name, String typed) {
        var them = enrol(name);
        enrol("陈静");
        enrol("John Smith");

        assertThat(found(typed)).containsExactly(typed.equals("muell") ? new MemberId[0] : new MemberId[] {them});
    }

    @ParameterizedTest
    @ValueSource(strings = {"明小", "li x", "%", "_", "!", "", "  ", "l", "oe", "' OR 1=1 --"})
    void finds_nobody_by_what_is_no_part_of_them(String typed) {
        enrol("欧阳小明");
        enrol("Zoë Li-Wei", new Identifier(Kind.PHONE, "+8613800138000"));

        assertThat(found(typed)).isEmpty();
    }

    @Test
    void finds_by_the_id_and_by_its_beginning() {
        var lin = enrol("林小满");

        assertThat(found(lin.toString())).containsExactly(lin);
        assertThat(found(lin.toString().substring(0, 13))).contains(lin);
        assertThat(found(MemberId.next().toString())).isEmpty();
    }

    @Test
    void who_is_meant_for_sure_comes_first() {
        var named = enrol("Eightthousand 8000");
        var ending = enrol("A", new Identifier(Kind.PHONE, "+8613800138000"));
        var whole = enrol("B", new Identifier(Kind.CARD_NUMBER, "8000"));

        assertThat(found("8000")).containsExactly(whole, ending);
        assertThat(found("eightthousand")).containsExactly(named);
    }

    @Test
    void finds_no_part_of_an_identifier_for_those_who_may_not_see_it() {
        var lin = enrol(
                "林小满", new Identifier(Kind.PHONE, "+8613800138000"), new Identifier(Kind.EMAIL, "lin@example.com"));

        for (var typed : List.of("8000", "138001380", "+861380013800", "lin@", "38000")) {
            assertThat(searchMembers.search(typed, Reach.NAMES, 8).hits())
                    .as(typed)
                    .isEmpty();
        }
        for (var typed : List.of("138 0013 8000", "lin@Example.com", "小满", lin.toString())) {
            assertThat(searchMembers.search(typed, Reach.NAMES, 8).hits())
                    .as(typed)
                    .extracting(Hit::member)
                    .containsExactly(lin);
        }
    }

    @Test
    void says_that_there_are_more() {
        for (var i = 0; i < 12; i++) {
            enrol("王小" + i);
        }

        var few = searchMembers.search("小", Reach.NAMES, 8);
        var all = searchMembers.search("小", Reach.NAMES, 12);

        assertThat(few.hits()).hasSize(8);
        assertThat(few.hasMore()).isTrue();
        assertThat(all.hits()).hasSize(12);
        assertThat(all.hasMore()).isFalse();
        assertThatThrownBy(() -> searchMembers.search("王", Reach.NAMES, 21))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tells_of_a_member_what_a_line_needs() {
        var phone = new Identifier(Kind.PHONE, "+8613800138000");
        var card = new Identifier(Kind.CARD_NUMBER, "7001");
        var lin = enrol("林小满", phone, card);

        assertThat(searchMembers.search("7001", Reach.NAMES, 8).hits())
                .singleElement()
                .satisfies(hit -> {
                    assertThat(hit.member()).isEqualTo(lin);
                    assertThat(hit.displayName()).isEqualTo("林小满");
                    assertThat(hit.identifiers()).containsExactly(card, phone);
                    assertThat(hit.status()).isEqualTo(MemberStatus.ACTIVE);
                    assertThat(hit.tier().code()).isEqualTo("member");
                });
    }

    @Test
    void keeps_the_order_of_those_who_are_asked_for() {
        var first = enrol("A");
        var second = enrol("B");

        assertThat(searchMembers.of(List.of(second, MemberId.next(), first)))
                .extracting(Hit::member)
                .containsExactly(second, first);
        assertThat(searchMembers.of(List.of())).isEmpty();
    }

    /** The server counts the rows that it reads. */
    @Test
    void reads_no_more_where_very_many_are_alike() {
        var enrolments = IntStream.range(0, 3_000)
                .mapToObj(i -> new Enrolment(
                        i % 2 == 0
                                ? new Identifier(Kind.PHONE, "+86138001" + (10_000 + i))
                                : new Identifier(Kind.CUSTOMER_NUMBER, "C" + i + "-7777"),
                        i % 1_000 == 0 ? "Wang Quentin" : "王 Wang Xiaoming",
                        "test"))
                .toList();
        enrolMembers.enrol(enrolments.subList(0, 1_500));
        enrolMembers.enrol(enrolments.subList(1_500, 3_000));
        dsl.execute(
                "ANALYZE TABLE membership_identifier, membership_name_part, membership_member, membership_standing");

        var read = new ArrayList<Long>();
        for (var typed : List.of("13800112345", "138001", "7777", "C1", "wang", "王", "quent wang", "小 wang")) {
            read.add(rowsReadFor(typed));
        }

        assertThat(read).allSatisfy(rows -> assertThat(rows).isLessThan(4_500));
        assertThat(read.subList(0, 6)).allSatisfy(rows -> assertThat(rows).isLessThan(400));
    }

    @Test
    void asks_a_constant_number_of_statements() {
        for (var i = 0; i < 20; i++) {
            enrol("王 小" + i);
        }
        searchMembers.search("王", Reach.NAMES, 20);

        assertThat(SentStatements.during(() -> searchMembers.search("王", Reach.NAMES, 20)))
                .hasSize(SentStatements.during(() -> searchMembers.search("王", Reach.NAMES, 1))
                        .size());
        assertThat(SentStatements.during(() -> searchMembers.search("小 王", Reach.NAMES, 20)))
                .hasSizeLessThanOrEqualTo(5);
    }

    private long rowsReadFor(String typed) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var before = handlers();
            searchMembers.search(typed, Reach.NAMES_AND_IDENTIFIERS, 8);
            return handlers() - before;
        }));
    }

    private long handlers() {
        Map<String, Long> counts = dsl.fetch("SHOW SESSION STATUS LIKE 'Handler_read%'").stream()
                .collect(Collectors.toMap(row -> row.get(0, String.class), row -> row.get(1, Long.class)));
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private List<MemberId> found(String typed) {
        return searchMembers.search(typed, Reach.NAMES_AND_IDENTIFIERS, 8).hits().stream()
                .map(Hit::member)
                .toList();
    }

    private MemberId enrol(@Nullable String name, Identifier... identifiers) {
        var first = identifiers.length > 0 ? identifiers[0] : new Identifier(Kind.WECHAT, "wx" + MemberId.next());
        var member = enrolMembers
                .enrol(List.of(new Enrolment(first, name, "test")))
                .getFirst()
                .member();
        for (var i = 1; i < identifiers.length; i++) {
            dsl.insertInto(MEMBERSHIP_IDENTIFIER)
                    .set(MEMBERSHIP_IDENTIFIER.MEMBER_ID, member.value())
                    .set(MEMBERSHIP_IDENTIFIER.KIND, identifiers[i].kind().name())
                    .set(MEMBERSHIP_IDENTIFIER.VALUE, identifiers[i].value())
                    .set(MEMBERSHIP_IDENTIFIER.ADDED_AT, Instant.EPOCH)
                    .execute();
        }
        return member;
    }
}
