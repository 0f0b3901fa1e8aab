package io.perennial.web.imports.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.membership.Identifier;
import io.perennial.points.AdjustByFile;
import io.perennial.points.AdjustByFile.Line;
import io.perennial.web.imports.LeftOutReason;
import io.perennial.web.imports.domain.UnreadableFile.Fault;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdjustmentReaderTests {

    @Test
    void reads_line_by_line_whatever_the_order_of_the_columns() {
        var found = read("""
                Reason;Points;Member;Note
                goodwill;100;C-17;"sorry; so sorry"
                Goodwill;-5;li.na@Example.com;
                misuse;12.5;C-18;
                misuse;3;;

                "broken
                correction;+7;+8613812345678;thanks
                misuse;0;C-19;
                """);

        assertThat(found)
                .filteredOn(Finding.Adjustment.class::isInstance)
                .extracting(each -> ((Finding.Adjustment) each).adjustment())
                .containsExactly(
                        line(2, Identifier.Kind.CUSTOMER_NUMBER, "C-17", 100, "goodwill", "sorry; so sorry"),
                        line(3, Identifier.Kind.EMAIL, "li.na@example.com", -5, "goodwill", null),
                        line(8, Identifier.Kind.PHONE, "+8613812345678", 7, "correction", "thanks"),
                        line(9, Identifier.Kind.CUSTOMER_NUMBER, "C-19", 0, "misuse", null));
        assertThat(found)
                .filteredOn(Finding.Stray.class::isInstance)
                .extracting(each -> ((Finding.Stray) each).leftOut().reason())
                .containsExactly(LeftOutReason.BAD_POINTS, LeftOutReason.BAD_MEMBER, LeftOutReason.BROKEN_LINE);
        assertThat(found).hasSize(7);
    }

    @Test
    void says_which_columns_are_missing() {
        assertThatThrownBy(() -> read("name,points\nLi,7\n")).isInstanceOfSatisfying(UnreadableFile.class, why -> {
            assertThat(why.fault()).isEqualTo(Fault.MISSING_COLUMNS);
            assertThat(why.detail()).isEqualTo("member, reason");
        });
        assertThatThrownBy(() -> read(" \n"))
                .isInstanceOfSatisfying(
                        UnreadableFile.class, why -> assertThat(why.fault()).isEqualTo(Fault.EMPTY));
    }

    @Test
    void reads_ten_thousand_lines_and_not_one_more() {
        var most = "member,points,reason\n" + "C-1,5,goodwill\n".repeat(AdjustByFile.MOST_LINES);
        assertThat(read(most)).hasSize(AdjustByFile.MOST_LINES);
        assertThatThrownBy(() -> read(most + "C-1,5,goodwill\n"))
                .isInstanceOfSatisfying(
                        UnreadableFile.class, why -> assertThat(why.fault()).isEqualTo(Fault.TOO_MANY_LINES));
    }

    private static Line line(int number, Identifier.Kind kind, String member, long points, String reason, String note) {
        return new Line(number, new Identifier(kind, member), points, reason, Optional.ofNullable(note));
    }

    private static List<Finding> read(String text) {
        var reader = new AdjustmentReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        var found = new ArrayList<Finding>();
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            found.add(next.get());
        }
        return found;
    }
}
