package io.perennial.web.imports.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/** 100,000 lines of which every third is broken in some way: what is sound comes out to the penny, and nothing else does. */
class BrokenFilesTests {

    private static final int LINES = 100_000;
    private static final String HEADING =
            "\uFEFFInvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\n";
    private static final List<String> NAMES = List.of("Tea set", "\"Mug, white\"", "\"5\"\" plate\"", "茶具", "");

    @Test
    void what_is_sound_among_what_is_broken_is_read_to_the_penny() {
        var random = new Random(20_261_123);
        var text = new StringBuilder(HEADING);
        Map<String, BigDecimal> sound = new LinkedHashMap<>();
        for (int line = 0; line < LINES; line++) {
            var invoice = "I" + line;
            if (random.nextInt(3) == 0) {
                text.append(broken(invoice, random));
                continue;
            }
            var sum = BigDecimal.ZERO;
            for (int more = random.nextInt(3); more >= 0; more--, line++) {
                var quantity = 1 + random.nextInt(9);
                var price = BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(5));
                sum = sum.add(price.multiply(BigDecimal.valueOf(quantity)));
                var name = NAMES.get(random.nextInt(NAMES.size()));
                text.append("%s,A%d,%s,%d,2025-01-02 10:15:00,%s,C%d%n"
                        .formatted(invoice, line, name, quantity, price.toPlainString(), invoice.hashCode() % 97));
            }
            sound.put(invoice, sum.setScale(2, RoundingMode.HALF_UP));
        }

        var read = new LinkedHashMap<String, BigDecimal>();
        for (var found : read(text.toString())) {
            if (found instanceof Finding.Invoice invoice) {
                assertThat(read.put(invoice.number(), invoice.amount().getAmount()))
                        .as(invoice.number())
                        .isNull();
            }
        }
        assertThat(sound).hasSizeGreaterThan(LINES / 5);
        assertThat(read).isEqualTo(sound);
    }

    private static List<Finding> read(String text) {
        var reader = new InvoiceReader(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                CurrencyUnit.GBP,
                ZoneId.of("Europe/London"));
        var found = new ArrayList<Finding>();
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            found.add(next.get());
        }
        return found;
    }

    private static String broken(String invoice, Random random) {
        var line = new ArrayList<>(List.of(invoice, "A1", "Mug", "1", "2025-01-02 10:15:00", "12.00", "C1"));
        switch (random.nextInt(12)) {
            case 0 -> line.set(3, "many");
            case 1 -> line.set(3, "99999999999999999999999");
            case 2 -> line.set(5, "1e400");
            case 3 -> line.set(5, "999999999999999999999.00");
            case 4 -> line.set(4, "2025-02-30 10:15:00");
            case 5 -> line.set(2, "a\0b");
            case 6 -> line.set(6, "");
            case 7 -> line.removeLast();
            case 8 -> line.set(5, "-3.00");
            case 9 -> line.set(0, "I 1 2");
            case 10 -> line.set(1, "");
            default -> line.set(3, random.nextInt(100) == 0 ? "1" + "0".repeat(1_100_000) : "0");
        }
        return String.join(",", line) + "\n";
    }
}
