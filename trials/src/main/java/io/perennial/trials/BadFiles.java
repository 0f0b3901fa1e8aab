package io.perennial.trials;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * A file of invoices among which every third is broken in some way; it is booked, the application is killed in the middle, it
 * goes on, and the same file comes a second time. What is sound is booked once, what is not is left out.
 */
final class BadFiles implements Trial {

    private static final int INVOICES = 3_000;
    private static final int CUSTOMERS = 40;
    private static final String HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\n";

    @Override
    public String name() {
        return "bad-files";
    }

    @Override
    public String title() {
        return "bad files: BOM, quotes, giant line, NUL, overflow, duplicates, truncated, twice, killed in the middle";
    }

    private record Customer(String number, UUID member) {}

    @Override
    public void round(Stage stage, RandomGenerator random) throws Exception {
        var shop = new Shop(stage, 1);
        var customers = new ArrayList<Customer>();
        try (var till = shop.new Till()) {
            for (int i = 0; i < CUSTOMERS; i++) {
                var number = Shop.newKey();
                customers.add(new Customer("T" + number, shop.enrol(till, number)));
            }
        }
        var file = stage.directory().resolve("invoices.csv");
        var lines = write(file, shop, customers, random);
        stage.tally().lines.add(lines);
        var source = "trial-" + Shop.newKey();
        var id = stage.application().ask("receive " + source + " " + file);
        var killer = Thread.ofVirtual().unstarted(() -> killSoon(stage, random.nextInt(700)));
        killer.start();
        try {
            stage.application().ask("advance " + id);
        } catch (IOException killed) {
            // it goes on below
        }
        killer.join();
        stage.recover();
        requireDone(stage.application().ask("advance " + id));

        var again = stage.application().ask("receive " + source + " " + file);
        var second = stage.application().ask("advance " + again);
        requireDone(second);
        if (!second.split(" ", -1)[1].equals("0")) {
            throw new Fault("the same file a second time booked something: " + second);
        }
        shop.judge(random);
    }

    private static void requireDone(String answer) {
        if (!answer.startsWith("DONE")) {
            throw new Fault("the file was not booked: " + answer);
        }
    }

    private static void killSoon(Stage stage, int millis) {
        try {
            Thread.sleep(100 + millis);
            stage.killApplication();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long write(Path file, Shop shop, List<Customer> customers, RandomGenerator random)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
        bytes.writeBytes(HEADER.getBytes(StandardCharsets.UTF_8));
        var day = LocalDate.now(ZoneOffset.UTC).minusDays(2);
        var lines = 0L;
        for (int i = 0; i < INVOICES; i++) {
            var customer = Shop.any(random, customers);
            var invoice = Shop.newKey();
            if (random.nextInt(3) == 0) {
                bytes.writeBytes(broken(invoice, customer, day, random).getBytes(StandardCharsets.UTF_8));
                lines++;
                continue;
            }
            var sum = BigDecimal.ZERO;
            for (int line = random.nextInt(3); line >= 0; line--) {
                var quantity = 1 + random.nextInt(5);
                var price = BigDecimal.valueOf(1 + random.nextInt(5_000), 2);
                sum = sum.add(price.multiply(BigDecimal.valueOf(quantity)));
                bytes.writeBytes(String.format(
                                Locale.ROOT,
                                "%s,A%d,%s,%d,%s 10:15:00,%s,%s%n",
                                invoice,
                                random.nextInt(1_000),
                                Shop.any(random, List.of("Tea set", "\"Mug, white\"", "\"5\"\" plate\"", "茶具", "")),
                                quantity,
                                day,
                                price,
                                customer.number())
                        .getBytes(StandardCharsets.UTF_8));
                lines++;
            }
            shop.expect(customer.member(), Operation.pointsFor(sum));
        }
        Files.write(file, bytes.toByteArray());
        return lines;
    }

    /** One line that no purchase can be made of. */
    private static String broken(String invoice, Customer customer, LocalDate day, RandomGenerator random) {
        var sound = List.of(invoice, "A1", "Mug", "1", day + " 10:15:00", "12.00", customer.number());
        return switch (random.nextInt(9)) {
            case 0 -> with(sound, 3, "many");
            case 1 -> with(sound, 3, "99999999999999999999999");
            case 2 -> with(sound, 5, "1e400");
            case 3 -> with(sound, 4, "2026-02-30 10:15:00");
            case 4 -> with(sound, 2, "a\0b");
            case 5 -> random.nextInt(40) == 0 ? with(sound, 2, "x".repeat(1_100_000)) : with(sound, 1, "");
            case 6 -> with(sound, 6, "");
            case 7 -> String.join(",", sound.subList(0, 4)) + "\n";
            default -> with(sound, 5, "-3.00");
        };
    }

    private static String with(List<String> line, int column, String value) {
        var other = new ArrayList<>(line);
        other.set(column, value);
        return String.join(",", other) + "\n";
    }
}
