package io.perennial.web.imports.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.perennial.web.imports.LeftOutReason;
import io.perennial.web.imports.Limits;
import io.perennial.web.imports.domain.UnreadableFile.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceReaderTests {

    private static final String HEADING =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
    private static final String GOOD = "536365,85123A,WHITE HOLDER,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n";

    @Test
    void puts_the_lines_of_an_invoice_together_to_one_purchase() {
        var invoice =
                invoice(HEADING + GOOD + "536365,71053,\"LANTERN, METAL\",2,2010-12-01 08:25:00,3.39,17850.0,UK\n");

        assertThat(invoice.number()).isEqualTo("536365");
        assertThat(invoice.refund()).isFalse();
        assertThat(invoice.customer()).isEqualTo("17850");
        assertThat(invoice.amount()).isEqualTo(Money.parse("GBP 22.08"));
        assertThat(invoice.happenedAt()).isEqualTo(Instant.parse("2010-12-01T08:25:00Z"));
        assertThat(invoice.items()).extracting("sku").containsExactly("85123A", "71053");
        assertThat(invoice.items()).extracting("name").containsExactly("WHITE HOLDER", "LANTERN, METAL");
        assertThat(invoice.lines()).extracting("number").containsExactly(2L, 3L);
    }

    @Test
    void makes_the_quantities_of_a_refund_positive() {
        var invoice = invoice(HEADING + "C536379,D,Discount,-3,2010-12-01 09:41:00,27.50,14527,UK\n");

        assertThat(invoice.refund()).isTrue();
        assertThat(invoice.amount()).isEqualTo(Money.parse("GBP 82.50"));
        assertThat(invoice.items().getFirst().quantity()).isEqualTo(3);
    }

    @Test
    void rounds_the_sum_once_and_not_each_line() {
        assertThat(invoice(HEADING
                                + "1,a,,1,2010-12-01 08:26,0.004,7,\n"
                                + "1,b,,1,2010-12-01 08:26,0.0005,7,\n"
                                + "1,c,,1,2010-12-01 08:26,0.0005,7,\n")
                        .amount())
                .isEqualTo(Money.parse("GBP 0.01"));
    }

    @Test
    void finds_columns_by_name_in_any_order_and_with_other_separators() {
        var invoice = invoice("\uFEFFcustomer id;Price;Invoice;Invoice Date;stock_code;QUANTITY;Extra\r\n"
                + "17850;2.55;536365;2010-12-01T08:26;85123A;6;x\r\n");

        assertThat(invoice.amount()).isEqualTo(Money.parse("GBP 15.30"));
        assertThat(invoice.items().getFirst().name()).isEmpty();
    }

    @Test
    void reads_dates_in_the_zone_of_the_file_unless_they_say_theirs() {
        var shanghai = read(HEADING + GOOD, ZoneId.of("Asia/Shanghai"));
        assertThat(((Finding.Invoice) shanghai.getFirst()).happenedAt())
                .isEqualTo(Instant.parse("2010-12-01T00:26:00Z"));
        var offset = read(HEADING + "1,a,,1,2010-12-01T08:26:00.5+02:00,1,7,\n", ZoneId.of("Asia/Shanghai"));
        assertThat(((Finding.Invoice) offset.getFirst()).happenedAt())
                .isEqualTo(Instant.parse("2010-12-01T06:26:00.5Z"));
    }

    @Test
    void an_hour_that_the_clocks_skipped_is_read_as_the_one_after_it() {
        var found = read(HEADING + "1,a,,1,2011-03-27 01:30:00,1,7,\n", ZoneId.of("Europe/London"));
        assertThat(((Finding.Invoice) found.getFirst()).happenedAt()).isEqualTo(Instant.parse("2011-03-27T01:30:00Z"));
    }

    @Test
    void an_invoice_without_customer_is_left_out_whole_whatever_else_its_lines_are() {
        var found = read(HEADING + "A563186,B,Adjust bad debt,1,2011-08-12 14:51:00,-11062.06,,UK\n");

        assertThat(found)
                .singleElement()
                .asInstanceOf(type(Finding.Unbookable.class))
                .satisfies(invoice -> {
                    assertThat(invoice.withoutCustomer()).isTrue();
                    assertThat(invoice.leftOut()).extracting("reason").containsExactly(LeftOutReason.NO_CUSTOMER);
                });
    }

    @Test
    void a_customer_may_stand_on_one_line_of_the_invoice_only() {
        assertThat(invoice(HEADING + "1,a,,1,2010-12-01 08:26,1,,\n1,b,,1,2010-12-01 08:26,1,7,\n")
                        .amount())
                .isEqualTo(Money.parse("GBP 2.00"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1,,,1,2010-12-01 08:26,1,7,       | BAD_ARTICLE
                    1,a,,0,2010-12-01 08:26,1,7,      | BAD_QUANTITY
                    1,a,,-1,2010-12-01 08:26,1,7,     | BAD_QUANTITY
                    1,a,,1.5,2010-12-01 08:26,1,7,    | BAD_QUANTITY
                    1,a,,1000001,2010-12-01 08:26,1,7,| BAD_QUANTITY
                    1,a,,99999999999999999999,2010-12-01 08:26,1,7, | BAD_QUANTITY
                    1,a,,NaN,2010-12-01 08:26,1,7,    | BAD_QUANTITY
                    1,a,,1,2010-13-01 08:26,1,7,      | BAD_DATE
                    1,a,,1,2010-02-30 08:26,1,7,      | BAD_DATE
                    1,a,,1,12/1/2010 8:26,1,7,        | BAD_DATE
                    1,a,,1,0001-01-01 08:26,1,7,      | BAD_DATE
                    1,a,,1,,1,7,                      | BAD_DATE
                    1,a,,1,2010-12-01 08:26,-1,7,     | BAD_PRICE
                    1,a,,1,2010-12-01 08:26,1.00001,7,| BAD_PRICE
                    1,a,,1,2010-12-01 08:26,1e9,7,    | BAD_PRICE
                    1,a,,1,2010-12-01 08:26,NaN,7,    | BAD_PRICE
                    1,a,,1,2010-12-01 08:26,12345678901234567890,7, | BAD_PRICE
                    1,a,,1,2010-12-01 08:26,,7,       | BAD_PRICE
                    1,a,,1,2010-12-01 08:26,1,<7>,    | BAD_CUSTOMER
                    1,a,,10,2010-12-01 08:26,999999999,7, | AMOUNT_TOO_LARGE
                    1,a,,1,2010-12-01 08:26,1,7       | BROKEN_LINE
                    1,a,,1,2010-12-01 08:26,1,7,x,y   | BROKEN_LINE
                    1,a,"b,1,2010-12-01 08:26,1,7,    | BROKEN_LINE
                    1,a,"b"c,1,2010-12-01 08:26,1,7,  | BROKEN_LINE
                    """)
    void leaves_an_invoice_out_whole_when_one_of_its_lines_is_bad(String line, LeftOutReason reason) {
        var sound = "2,a,,1,2010-12-01 08:26,1,8,\n";
        var found = read(HEADING + "1,z,,1,2010-12-01 08:26,1,7,\n" + line + "\n" + sound);

        var left = found.stream()
                .filter(Finding.Unbookable.class::isInstance)
                .map(Finding.Unbookable.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(left.withoutCustomer()).isFalse();
        assertThat(left.leftOut())
                .extracting(each -> each.line().number(), Finding.LeftOut::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                2L,
                                reason == LeftOutReason.AMOUNT_TOO_LARGE
                                        ? LeftOutReason.AMOUNT_TOO_LARGE
                                        : LeftOutReason.INCOMPLETE_INVOICE),
                        org.assertj.core.groups.Tuple.tuple(3L, reason));
        assertThat(found.stream().filter(Finding.Invoice.class::isInstance)).hasSize(1);
    }

    @Test
    void two_customers_on_one_invoice_leave_it_out() {
        var found = read(HEADING + "1,a,,1,2010-12-01 08:26,1,7,\n1,b,,1,2010-12-01 08:26,1,8,\n");
        assertThat(reasons(found)).containsExactly(LeftOutReason.INCOMPLETE_INVOICE, LeftOutReason.BAD_CUSTOMER);
    }

    @Test
    void a_quoted_field_may_span_lines() {
        var invoice = invoice(HEADING + "1,a,\"two\nlines\",1,2010-12-01 08:26,1,7,\n1,b,,1,2010-12-01 08:26,1,7,\n");
        assertThat(invoice.items()).extracting("name").containsExactly("two\nlines", "");
        assertThat(invoice.lines()).extracting("number").containsExactly(2L, 4L);
    }

    @Test
    void a_quote_without_end_does_not_swallow_the_rest_of_the_file() {
        var good = "%d,a,,1,2010-12-01 08:26,1,7,\n";
        var text = new StringBuilder(HEADING).append("1,a,\"b,1,2010-12-01 08:26,1,7,\n");
        for (var i = 2; i <= 40; i++) {
            text.append(good.formatted(i));
        }
        var found = read(text.toString());
        assertThat(reasons(found)).containsExactly(LeftOutReason.BROKEN_LINE);
        assertThat(found.stream().filter(Finding.Invoice.class::isInstance)).hasSize(39);
    }

    @Test
    void a_broken_line_that_names_no_invoice_stands_alone() {
        var found = read(HEADING + "garbage\n" + GOOD + " ,85123A,x,6,2010-12-01 08:26:00,2.55,17850,UK\n");
        assertThat(reasons(found)).containsExactly(LeftOutReason.BROKEN_LINE, LeftOutReason.BAD_INVOICE);
        assertThat(found).hasAtLeastOneElementOfType(Finding.Invoice.class);
    }

    @Test
    void control_characters_are_no_text() {
        assertThat(reasons(read(HEADING + "1,a,\0,1,2010-12-01 08:26,1,7,\n")))
                .containsExactly(LeftOutReason.BROKEN_LINE);
    }

    @Test
    void waits_a_thousand_lines_for_the_rest_of_an_invoice_and_no_longer() {
        var first = "X,a,,1,2010-12-01 08:26,1,7,\n";
        var others = new StringBuilder();
        for (var i = 1; i <= Limits.LINES_BETWEEN; i++) {
            others.append("%d,a,,1,2010-12-01 08:26,1,7,\n".formatted(i));
        }
        assertThat(reasons(read(HEADING
                        + first
                        + others.substring(0, others.lastIndexOf("\n", others.length() - 2) + 1)
                        + first)))
                .isEmpty();
        assertThat(reasons(read(HEADING + first + others + "extra,a,,1,2010-12-01 08:26,1,7,\n" + first)))
                .containsExactly(LeftOutReason.LATE_LINE);
    }

    @Test
    void an_invoice_of_more_than_2000_lines_is_left_out_and_counted_once() {
        var found = read(HEADING + "1,a,,1,2010-12-01 08:26,1,7,\n".repeat(4_500));
        assertThat(reasons(found)).hasSize(4_500).containsOnly(LeftOutReason.TOO_MANY_LINES);
        assertThat(found.stream().filter(Finding.Unbookable.class::isInstance)).hasSize(1);
    }

    @Test
    void a_giant_line_is_left_out_and_reading_goes_on() {
        var found = read(HEADING + "1,a," + "x".repeat(Limits.LINE_BYTES) + ",1,2010-12-01 08:26,1,7,\n" + GOOD);
        assertThat(reasons(found)).containsExactly(LeftOutReason.LINE_TOO_LONG);
        assertThat(found.getFirst()).isInstanceOf(Finding.Unbookable.class);
        assertThat(found.getFirst().lines().getFirst().text()).hasSize(SourceLine.MOST_KEPT);
        assertThat(found.getLast()).isInstanceOf(Finding.Invoice.class);
    }

    @Test
    void names_the_line_that_is_not_in_utf_8() {
        var latin = (HEADING + GOOD + "2,a,caf\u00e9,1,2010-12-01 08:26,1,7,\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> all(new ByteArrayInputStream(latin)))
                .isInstanceOfSatisfying(UnreadableFile.class, fault -> {
                    assertThat(fault.fault()).isEqualTo(Fault.WRONG_ENCODING);
                    assertThat(fault.detail()).isEqualTo("3");
                });
        assertThat(((Finding.Invoice) read(HEADING + "2,a,caf\u00e9 \u8336,1,2010-12-01 08:26,1,7,\n")
                                .getFirst())
                        .items()
                        .getFirst()
                        .name())
                .isEqualTo("caf\u00e9 \u8336");
    }

    @Test
    void names_the_columns_that_are_missing() {
        assertThatThrownBy(() -> read("InvoiceNo,StockCode,Quantity,InvoiceDate\n"))
                .isInstanceOfSatisfying(UnreadableFile.class, fault -> {
                    assertThat(fault.fault()).isEqualTo(Fault.MISSING_COLUMNS);
                    assertThat(fault.detail()).isEqualTo("UnitPrice, CustomerID");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "\uFEFF"})
    void a_file_without_a_heading_is_empty(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        UnreadableFile.class, fault -> assertThat(fault.fault()).isEqualTo(Fault.EMPTY));
    }

    @Test
    void reads_packed_files_and_notices_where_one_was_cut_off() throws IOException {
        var text = new StringBuilder(HEADING);
        for (var i = 0; i < 5_000; i++) {
            text.append("%d,a,name %d,1,2010-12-01 08:26,%d.25,7,\n".formatted(i, i * 31, i % 977));
        }
        var packed = gzip(text.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(all(new ByteArrayInputStream(packed))).hasSize(5_000);
        var cut = Arrays.copyOf(packed, packed.length / 2);
        assertThatThrownBy(() -> all(new ByteArrayInputStream(cut)))
                .isInstanceOfSatisfying(
                        UnreadableFile.class, fault -> assertThat(fault.fault()).isEqualTo(Fault.DAMAGED));
        packed[packed.length / 2] ^= 0x55;
        assertThatThrownBy(() -> all(new ByteArrayInputStream(packed)))
                .isInstanceOfSatisfying(
                        UnreadableFile.class, fault -> assertThat(fault.fault()).isEqualTo(Fault.DAMAGED));
    }

    @Test
    void reading_twice_gives_the_same_findings_in_the_same_order() {
        var text = new StringBuilder(HEADING);
        for (var i = 0; i < 3_000; i++) {
            text.append("%d,a%d,,1,2010-12-01 08:26,1,%s,\n".formatted(i * 7919 % 1_300, i, i % 5 == 0 ? "" : "7"));
        }
        assertThat(read(text.toString())).isEqualTo(read(text.toString())).isNotEmpty();
    }

    @Test
    void a_zero_amount_is_a_purchase() {
        assertThat(invoice(HEADING + "1,a,,1,2010-12-01 08:26,0.0,7,\n")
                        .amount()
                        .getAmount())
                .isEqualByComparingTo(BigDecimal.ZERO);
    }

    private static Finding.Invoice invoice(String text) {
        var found = read(text);
        assertThat(found).hasSize(1);
        return (Finding.Invoice) found.getFirst();
    }

    private static List<LeftOutReason> reasons(List<Finding> found) {
        return found.stream()
                .flatMap(each -> switch (each) {
                    case Finding.Unbookable invoice -> invoice.leftOut().stream();
                    case Finding.Stray stray -> java.util.stream.Stream.of(stray.leftOut());
                    case Finding.Invoice _, Finding.Adjustment _ -> java.util.stream.Stream.<Finding.LeftOut>empty();
                })
                .map(Finding.LeftOut::reason)
                .toList();
    }

    private static List<Finding> read(String text) {
        return read(text, ZoneId.of("Europe/London"));
    }

    private static List<Finding> read(String text, ZoneId zone) {
        return all(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), zone);
    }

    private static List<Finding> all(InputStream bytes) {
        return all(bytes, ZoneId.of("Europe/London"));
    }

    private static List<Finding> all(InputStream bytes, ZoneId zone) {
        var reader = new InvoiceReader(bytes, CurrencyUnit.GBP, zone);
        var found = new ArrayList<Finding>();
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            found.add(next.get());
        }
        return found;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
