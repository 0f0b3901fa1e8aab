package io.perennial.web.imports.domain;

import io.perennial.insights.Activity;
import io.perennial.insights.Item;
import io.perennial.membership.Identifier;
import io.perennial.web.imports.LeftOutReason;
import io.perennial.web.imports.Limits;
import io.perennial.web.imports.domain.CsvRecords.CsvLine;
import io.perennial.web.imports.domain.Finding.LeftOut;
import io.perennial.web.imports.domain.UnreadableFile.Fault;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Puts the lines of a file together to invoices.
 *
 * <p>How it is designed, and why: the findings and their order follow from the bytes alone, so that a run which was killed
 * reads the file again from its beginning, passes over as many findings as were booked, and goes on exactly there. That
 * costs a second per half a million lines and needs no state but one number.
 *
 * <p>Lines of one invoice mostly stand together, but not always. An invoice is complete when {@link Limits#LINES_BETWEEN}
 * lines of others followed its last one, or when more than {@value #MOST_HELD} lines are held and nobody waited longer. A
 * line that comes later is left out, for its invoice is booked by then.
 *
 * <p>An invoice is booked whole or not at all: one bad line leaves all its lines out, each with its reason. A broken line
 * counts to the invoice that its beginning names; if it names none, it stands alone. The customer may be on some lines only,
 * but two different ones make the invoice unbookable.
 */
public final class InvoiceReader implements Findings {

    /** Lines in memory, of all open invoices together; some 300 bytes each, 3 kB at most. */
    static final int MOST_HELD = 10_000;

    private static final Pattern NUMBER = Pattern.compile("[!-~]{1,100}");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}(\\.0{1,6})?");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,20})?");
    private static final Pattern MOMENT = Pattern.compile(
            "([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?)(Z|[+-][0-9]{2}:[0-9]{2})?");
    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 2);

    private final CurrencyUnit currency;
    private final ZoneId zone;
    private final TextLines lines;
    private final @Nullable CsvRecords records;
    private final @Nullable Columns columns;
    private final LinkedHashMap<String, Open> open = new LinkedHashMap<>(64, .75f, true);
    private final SeenNumbers closed = new SeenNumbers();
    private final Deque<Finding> found = new ArrayDeque<>();
    private long linesRead;
    private int held;
    private String lastMoment = "";
    private @Nullable Instant lastInstant;

    /** @param zone of moments that do not say theirs; an hour that the clocks skipped is read as the one after it */
    public InvoiceReader(InputStream file, CurrencyUnit currency, ZoneId zone) {
        this.currency = currency;
        this.zone = zone;
        this.lines = new TextLines(file);
        var heading = lines.next();
        while (heading != null && heading.text().isBlank()) {
            heading = lines.next();
        }
        if (heading == null) {
            throw new UnreadableFile(Fault.EMPTY, "");
        }
        this.columns = Columns.of(heading.text());
        this.records = new CsvRecords(lines, columns.separator());
    }

    /** Lines below the heading that came by so far, blank ones not counted. */
    public long linesRead() {
        return linesRead;
    }

    @Override
    public Optional<Finding> next() {
        while (found.isEmpty()) {
            var line = Objects.requireNonNull(records).next();
            if (line == null) {
                if (open.isEmpty()) {
                    return Optional.empty();
                }
                close(open.firstEntry().getKey());
            } else {
                linesRead++;
                read(line);
                closeTheComplete();
            }
        }
        return Optional.of(found.removeFirst());
    }

    private void closeTheComplete() {
        while (!open.isEmpty()) {
            var eldest = open.firstEntry();
            if (held <= MOST_HELD && linesRead - eldest.getValue().lastTouched <= Limits.LINES_BETWEEN) {
                return;
            }
            close(eldest.getKey());
        }
    }

    private void read(CsvLine line) {
        var at = Objects.requireNonNull(columns);
        var fields = line.fields();
        if (fields != null && fields.size() != at.count()) {
            fields = null;
        }
        var number = fields != null
                ? fields.get(at.invoice()).strip()
                : guess(line.source().text(), at);
        if (!NUMBER.matcher(number).matches()) {
            found.add(new Finding.Stray(
                    new LeftOut(line.source(), fields != null ? LeftOutReason.BAD_INVOICE : broken(line))));
            return;
        }
        if (closed.contains(number) && !open.containsKey(number)) {
            found.add(new Finding.Stray(new LeftOut(line.source(), LeftOutReason.LATE_LINE)));
            return;
        }
        var invoice = open.computeIfAbsent(number, Open::new);
        invoice.lastTouched = linesRead;
        if (fields != null) {
            read(invoice, line.source(), fields, at);
        } else {
            invoice.hold(line.source(), null, broken(line));
        }
        held++;
        if (invoice.held.size() > Activity.MOST_ITEMS) {
            invoice.tooLarge = true;
            spill(invoice);
        }
    }

    /** An invoice that can never be booked need not be held: its lines are told now, the rest as they come. */
    private void spill(Open invoice) {
        held -= invoice.held.size();
        invoice.leaveOut(LeftOutReason.TOO_MANY_LINES).forEach(line -> found.add(new Finding.Stray(line)));
        invoice.held.clear();
    }

    private void read(Open invoice, SourceLine source, List<String> fields, Columns at) {
        var written = fields.get(at.customer()).strip();
        LeftOutReason fault = null;
        if (!written.isEmpty()) {
            var customer = customer(written);
            if (customer.isEmpty() || (invoice.customer != null && !invoice.customer.equals(customer.get()))) {
                fault = LeftOutReason.BAD_CUSTOMER;
            }
            invoice.named = true;
            invoice.customer = invoice.customer == null ? customer.orElse(null) : invoice.customer;
        }
        var article = fields.get(at.article()).strip();
        var quantity = quantity(fields.get(at.quantity()).strip());
        var price = price(fields.get(at.price()).strip());
        var moment = moment(fields.get(at.date()).strip());
        if (fault == null) {
            fault = fault(invoice, article, quantity, price, moment);
        }
        if (fault != null) {
            invoice.hold(source, null, fault);
            return;
        }
        var name = at.name() < 0 ? "" : fields.get(at.name()).strip();
        invoice.hold(
                source,
                new Item(
                        article,
                        name.length() > 200 ? name.substring(0, 200) : name,
                        null,
                        Math.abs(Objects.requireNonNull(quantity)),
                        Objects.requireNonNull(price)),
                null);
        invoice.happened(Objects.requireNonNull(moment));
    }

    private static @Nullable LeftOutReason fault(
            Open invoice,
            String article,
            @Nullable Integer quantity,
            @Nullable BigDecimal price,
            @Nullable Instant moment) {
        if (article.isEmpty() || article.length() > 64) {
            return LeftOutReason.BAD_ARTICLE;
        }
        if (quantity == null || (invoice.refund() ? quantity >= 0 : quantity <= 0)) {
            return LeftOutReason.BAD_QUANTITY;
        }
        if (price == null) {
            return LeftOutReason.BAD_PRICE;
        }
        return moment == null ? LeftOutReason.BAD_DATE : null;
    }

    private void close(String number) {
        var invoice = Objects.requireNonNull(open.remove(number));
        closed.add(number);
        held -= invoice.held.size();
        found.add(invoice.finish(currency));
    }

    private static LeftOutReason broken(CsvLine line) {
        return line.tooLong() ? LeftOutReason.LINE_TOO_LONG : LeftOutReason.BROKEN_LINE;
    }

    /** What stands where the invoice number would, if the line were whole. */
    private static String guess(String text, Columns at) {
        var fields = text.split(Pattern.quote(String.valueOf(at.separator())), at.invoice() + 2);
        return fields.length > at.invoice() + 1
                ? fields[at.invoice()].replace("\"", "").strip()
                : "";
    }

    /** Programs that keep numbers in floating point write 17850 as 17850.0. */
    private static Optional<String> customer(String written) {
        var plain = written.endsWith(".0") ? written.substring(0, written.length() - 2) : written;
        return Identifier.parse(Identifier.Kind.CUSTOMER_NUMBER, plain).map(Identifier::value);
    }

    private static @Nullable Integer quantity(String written) {
        if (!WHOLE.matcher(written).matches()) {
            return null;
        }
        var point = written.indexOf('.');
        var quantity = Integer.parseInt(point < 0 ? written : written.substring(0, point));
        return Math.abs(quantity) <= 1_000_000 ? quantity : null;
    }

    private static @Nullable BigDecimal price(String written) {
        if (!DECIMAL.matcher(written).matches()) {
            return null;
        }
        var price = new BigDecimal(written);
        var plain = price.scale() <= 4 ? price : price.stripTrailingZeros();
        return plain.signum() < 0
                        || plain.scale() > 4
                        || plain.compareTo(BigDecimal.valueOf(Activity.LARGEST_MAJOR)) >= 0
                ? null
                : plain;
    }

    private @Nullable Instant moment(String written) {
        if (!written.equals(lastMoment)) {
            lastInstant = parse(written);
            lastMoment = written;
        }
        return lastInstant;
    }

    private @Nullable Instant parse(String written) {
        var parts = MOMENT.matcher(written);
        if (!parts.matches()) {
            return null;
        }
        try {
            var date = LocalDate.parse(parts.group(1));
            var moment = LocalDateTime.of(date, LocalTime.parse(parts.group(2)));
            var offset = parts.group(5);
            return date.isBefore(EARLIEST)
                    ? null
                    : offset == null ? moment.atZone(zone).toInstant() : moment.toInstant(ZoneOffset.of(offset));
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** An invoice whose lines are still coming. */
    private static final class Open {

        private record Held(
                SourceLine line,
                @Nullable Item item,
                @Nullable LeftOutReason fault) {}

        private final String number;
        private final List<Held> held = new ArrayList<>();
        private boolean faulty;
        private boolean named;
        private @Nullable String customer;
        private @Nullable Instant happenedAt;
        private long lastTouched;
        private boolean tooLarge;

        Open(String number) {
            this.number = number;
        }

        boolean refund() {
            return number.startsWith("C");
        }

        void hold(SourceLine line, @Nullable Item item, @Nullable LeftOutReason fault) {
            held.add(new Held(line, item, fault));
            faulty |= fault != null;
        }

        void happened(Instant moment) {
            happenedAt = happenedAt == null || moment.isBefore(happenedAt) ? moment : happenedAt;
        }

        Finding finish(CurrencyUnit currency) {
            if (tooLarge) {
                return new Finding.Unbookable(leaveOut(LeftOutReason.TOO_MANY_LINES), !named);
            }
            if (!named) {
                return new Finding.Unbookable(
                        held.stream()
                                .map(each -> new LeftOut(each.line(), withoutCustomer(each.fault())))
                                .toList(),
                        true);
            }
            if (faulty) {
                return new Finding.Unbookable(leaveOut(LeftOutReason.INCOMPLETE_INVOICE), false);
            }
            var items = held.stream()
                    .map(each -> Objects.requireNonNull(each.item()))
                    .toList();
            var amount = amount(items, currency);
            if (amount == null) {
                return new Finding.Unbookable(leaveOut(LeftOutReason.AMOUNT_TOO_LARGE), false);
            }
            return new Finding.Invoice(
                    number,
                    refund(),
                    Objects.requireNonNull(customer),
                    Objects.requireNonNull(happenedAt),
                    amount,
                    items,
                    held.stream().map(Held::line).toList());
        }

        /** Of a line that could not be read nobody knows whether it names a customer. */
        private static LeftOutReason withoutCustomer(@Nullable LeftOutReason fault) {
            return fault == LeftOutReason.BROKEN_LINE || fault == LeftOutReason.LINE_TOO_LONG
                    ? fault
                    : LeftOutReason.NO_CUSTOMER;
        }

        private static @Nullable Money amount(List<Item> items, CurrencyUnit currency) {
            var sum = items.stream()
                    .map(item -> item.unitPrice().multiply(BigDecimal.valueOf(item.quantity())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            var amount = BigMoney.of(currency, sum).toMoney(RoundingMode.HALF_UP);
            return amount.getAmount().compareTo(BigDecimal.valueOf(Activity.LARGEST_MAJOR)) < 0 ? amount : null;
        }

        /** Each line with its own reason, those without one with the reason given. */
        List<LeftOut> leaveOut(LeftOutReason others) {
            return held.stream()
                    .map(each -> new LeftOut(each.line(), each.fault() == null ? others : each.fault()))
                    .toList();
        }
    }
}
