package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.KeepStaffSignIns.From;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.RecordLookUp.LookUp;
import io.perennial.testing.RowsRead;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever may be asked of the trails is answered by an index: the server counts the rows that it reads. */
@MembershipTest
class TrailIndexesTests {

    private static final int LINES = 2_000;
    private static final int PAGE = 25;
    private static final From LAPTOP = new From("Firefox · Linux", "203.0.113.*");

    private final RecordChange recordChange;
    private final ReadAuditTrail audit;
    private final RecordLookUp recordLookUp;
    private final ReadLookUps lookUps;
    private final KeepStaffSignIns signIns;
    private final TransactionTemplate transaction;
    private final TurnableClock clock;
    private final DSLContext dsl;

    private final List<StaffId> staff = new ArrayList<>();
    private final List<MemberId> members = new ArrayList<>();

    TrailIndexesTests(
            RecordChange recordChange,
            ReadAuditTrail audit,
            RecordLookUp recordLookUp,
            ReadLookUps lookUps,
            KeepStaffSignIns signIns,
            TransactionTemplate transaction,
            TurnableClock clock,
            DSLContext dsl) {
        this.recordChange = recordChange;
        this.audit = audit;
        this.recordLookUp = recordLookUp;
        this.lookUps = lookUps;
        this.signIns = signIns;
        this.transaction = transaction;
        this.clock = clock;
        this.dsl = dsl;
    }

    /** Five people, of whom one does nearly everything; of what is rare there is little, and it is old. */
    @BeforeEach
    void trails_that_are_worth_an_index() {
        for (var i = 0; i < 5; i++) {
            staff.add(StaffId.next());
        }
        for (var i = 0; i < 200; i++) {
            members.add(MemberId.next());
        }
        transaction.executeWithoutResult(_ -> {
            for (var i = 0; i < LINES; i++) {
                clock.turn(Duration.ofSeconds(90));
                var rare = i < 20;
                var by = staff.get(i % 10 == 0 ? 1 + i / 10 % 4 : 0);
                var member = members.get(i % members.size());
                MDC.put("requestId", "request-" + i / 3);
                recordChange.record(new Change(
                        by,
                        rare ? "ladder.published" : "member.frozen",
                        rare ? "ladder" : "member",
                        rare ? "" + i : member.toString(),
                        null,
                        "{}"));
                recordLookUp.record(
                        LookUp.of(by, rare ? LookUpKind.BIRTHDAY : LookUpKind.PHONE, member, null, LAPTOP.address()));
                signIns.keep(by, rare ? KeepStaffSignIns.How.SECOND_WRONG : KeepStaffSignIns.How.SECOND_RIGHT, LAPTOP);
            }
        });
        MDC.remove("requestId");
        dsl.fetch("ANALYZE TABLE membership_change, membership_look_up, membership_staff_sign_in");
    }

    @Test
    void every_question_reads_about_a_page() {
        var questions = new LinkedHashMap<String, Runnable>();
        var middle = clock.instant().minus(Duration.ofSeconds(90L * LINES / 2));
        for (var span : Map.of("", false, " in a span of time", true).entrySet()) {
            var until = span.getValue() ? Optional.of(middle) : Optional.<Instant>empty();
            changes("all", questions, span.getKey(), none(), none(), none(), none(), until);
            changes("kind", questions, span.getKey(), one("ladder"), none(), none(), none(), until);
            changes("action", questions, span.getKey(), none(), one("ladder.published"), none(), none(), until);
            changes("member", questions, span.getKey(), none(), none(), one(members.get(7)), none(), until);
            changes("person", questions, span.getKey(), none(), none(), none(), one(staff.get(2)), until);
            changes("busy, kind", questions, span.getKey(), one("ladder"), none(), none(), one(staff.get(0)), until);
            changes(
                    "busy, action",
                    questions,
                    span.getKey(),
                    none(),
                    one("ladder.published"),
                    none(),
                    one(staff.get(0)),
                    until);
            changes(
                    "member, kind",
                    questions,
                    span.getKey(),
                    one("member"),
                    none(),
                    one(members.get(7)),
                    none(),
                    until);
            looks("looks: all", questions, span.getKey(), none(), none(), none(), false, until);
            looks("looks: person", questions, span.getKey(), one(staff.get(2)), none(), none(), false, until);
            looks("looks: member", questions, span.getKey(), none(), one(members.get(7)), none(), false, until);
            looks("looks: kind", questions, span.getKey(), none(), none(), one(LookUpKind.BIRTHDAY), false, until);
            looks(
                    "looks: busy, kind",
                    questions,
                    span.getKey(),
                    one(staff.get(0)),
                    none(),
                    one(LookUpKind.BIRTHDAY),
                    false,
                    until);
            looks("looks: unusual", questions, span.getKey(), none(), none(), none(), true, until);
            looks("looks: busy, unusual", questions, span.getKey(), one(staff.get(0)), none(), none(), true, until);
        }
        questions.put(
                "request",
                () -> audit.find(new ReadAuditTrail.Query(
                        none(), none(), none(), none(), none(), one("request-77"), none(), none(), none(), PAGE)));
        questions.put(
                "subject",
                () -> audit.find(
                        new ReadAuditTrail.Query(none(), one(members.get(7).toString()), none(), none(), PAGE)));
        questions.put("looks: of a member", () -> lookUps.of(members.get(7), PAGE));
        questions.put("looks: unusual of late", () -> lookUps.unusual(middle));
        questions.put(
                "sign-ins: failures of the busy one",
                () -> signIns.find(new KeepStaffSignIns.Query(
                        one(staff.get(0)), one(KeepStaffSignIns.How.SECOND_WRONG), false, none(), PAGE)));
        questions.put(
                "sign-ins: new devices",
                () -> signIns.find(new KeepStaffSignIns.Query(none(), none(), true, none(), PAGE)));
        questions.put(
                "sign-ins: new devices of the busy one",
                () -> signIns.find(new KeepStaffSignIns.Query(one(staff.get(0)), none(), true, none(), PAGE)));
        questions.put(
                "looking up",
                () -> recordLookUp.record(
                        LookUp.of(staff.get(0), LookUpKind.SEARCH, members.get(7), null, LAPTOP.address())));
        questions.put("signing in", () -> signIns.keep(staff.get(0), KeepStaffSignIns.How.SIGNED_IN, LAPTOP));

        var tooMany = new LinkedHashMap<String, Long>();
        questions.forEach((name, question) -> {
            var read = new RowsRead(transaction, dsl).by(question);
            if (read > 4L * PAGE) {
                tooMany.put(name, read);
            }
        });
        assertThat(tooMany).isEmpty();
    }

    @Test
    void the_planner_names_an_index_and_sorts_nothing() {
        // MySQL tells a tree of words by default, and MariaDB knows no other than the table.
        var explain = dsl.dialect() == SQLDialect.MYSQL ? "explain format=traditional " : "explain ";
        for (var where : List.of(
                "subject_kind = 'ladder'",
                "action = 'ladder.published'",
                "staff_id = unhex(replace('%s', '-', '')) and action = 'ladder.published'".formatted(staff.get(0)),
                "member_id = unhex(replace('%s', '-', ''))".formatted(members.get(7)),
                "request_id = 'request-77'")) {
            var sql = "select * from membership_change where " + where + " order by change_id desc limit 51";
            var plan = dsl.fetch(explain + sql).getFirst();
            assertThat(plan.get("key")).as(where).isNotNull();
            assertThat(String.valueOf(plan.get("Extra"))).as(where).doesNotContain("filesort", "temporary");
        }
    }

    private void changes(
            String name,
            Map<String, Runnable> into,
            String span,
            Optional<String> kind,
            Optional<String> action,
            Optional<MemberId> member,
            Optional<StaffId> by,
            Optional<Instant> until) {
        into.put(
                name + span,
                () -> audit.find(new ReadAuditTrail.Query(
                        kind, none(), action, member, by, none(), none(), until, none(), PAGE)));
    }

    private void looks(
            String name,
            Map<String, Runnable> into,
            String span,
            Optional<StaffId> by,
            Optional<MemberId> member,
            Optional<LookUpKind> kind,
            boolean unusual,
            Optional<Instant> until) {
        into.put(
                name + span,
                () -> lookUps.find(new ReadLookUps.Query(by, member, kind, unusual, none(), until, none(), PAGE)));
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }

    private static <T> Optional<T> one(T value) {
        return Optional.of(value);
    }
}
