package io.perennial.web.pages;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.perennial.membership.MemberId;
import io.perennial.points.ReadProof;
import io.perennial.points.ReadProof.Head;
import io.perennial.points.ReadProof.Sealed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * A member's whole statement as a file: JSON that {@code VerifyStatement.java} proves, or CSV for a spreadsheet. Written a page at
 * a time, so that a long one needs no memory.
 */
@Component
public class StatementFiles {

    public static final String FORM = "perennial-statement-1";

    private static final int PAGE = 500;
    private static final String NOTHING = "0".repeat(64);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final ReadProof proof;
    private final Reasons reasons;
    private final JsonMapper json;

    public StatementFiles(ReadProof proof, Reasons reasons, JsonMapper json) {
        this.proof = proof;
        this.reasons = reasons;
        this.json = json;
    }

    public void json(MemberId member, HttpServletResponse response) throws IOException {
        var head = proof.head(member);
        attach(response, "application/json", "json");
        try (var out = json.createGenerator(response.getOutputStream())) {
            out.writeStartObject();
            out.writeStringProperty("format", FORM);
            out.writeStringProperty("member", member.toString());
            out.writeName("entries");
            out.writeStartArray();
            inOrder(head, (entry, previous) -> entry(out, entry, previous));
            out.writeEndArray();
            head(out, head);
            out.writeEndObject();
        }
    }

    private static void entry(JsonGenerator out, Sealed entry, String previous) {
        out.writeRaw("\n");
        out.writeStartObject();
        out.writeNumberProperty("sequence", entry.sequence());
        out.writeStringProperty("kind", entry.kind());
        out.writeNumberProperty("points", entry.points());
        out.writeNumberProperty("pending", entry.pending());
        out.writeNumberProperty("growth", entry.growth());
        out.writeNumberProperty("balanceAfter", entry.balanceAfter());
        out.writeNumberProperty("owedAfter", entry.owedAfter());
        out.writeStringProperty("key", entry.key());
        out.writeStringProperty(
                "activity", entry.activity() == null ? null : entry.activity().toString());
        out.writeStringProperty("rule", rule(entry));
        out.writeName("reverses");
        if (entry.reverses() == null) {
            out.writeNull();
        } else {
            out.writeNumber(entry.reverses());
        }
        out.writeStringProperty("happenedAt", instant(entry.happenedAt()));
        out.writeStringProperty("bookedAt", instant(entry.bookedAt()));
        out.writeStringProperty("why", entry.why());
        out.writeStringProperty("previous", previous);
        out.writeStringProperty("hash", entry.hash());
        out.writeEndObject();
    }

    private static void head(JsonGenerator out, Head head) {
        out.writeName("head");
        out.writeStartObject();
        out.writeNumberProperty("sequence", head.sequence());
        out.writeStringProperty("hash", head.hash());
        out.writeNumberProperty("balance", head.balance().value());
        out.writeNumberProperty("pending", head.pending().value());
        out.writeNumberProperty("owed", head.owed().value());
        out.writeStringProperty("at", instant(head.at()));
        out.writeStringProperty("key", head.key().id());
        out.writeStringProperty("publicKey", head.key().encoded());
        out.writeStringProperty("signature", head.signature());
        out.writeEndObject();
    }

    /** With the reason in the reader's language beside what is hashed; the signed head is the last record. */
    public void csv(MemberId member, Locale locale, HttpServletResponse response) throws IOException {
        var head = proof.head(member);
        attach(response, "text/csv;charset=UTF-8", "csv");
        var out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        out.write('\uFEFF'); // spreadsheets would take Chinese for something else
        try (var csv = CsvWriter.builder().build(out)) {
            csv.writeRecord(
                    "sequence",
                    "kind",
                    "points",
                    "pending",
                    "growth",
                    "balanceAfter",
                    "owedAfter",
                    "reason",
                    "happenedAt",
                    "bookedAt",
                    "key",
                    "activity",
                    "rule",
                    "reverses",
                    "why",
                    "previous",
                    "hash");
            inOrder(
                    head,
                    (entry, previous) -> csv.writeRecord(
                            Long.toString(entry.sequence()),
                            entry.kind(),
                            Long.toString(entry.points()),
                            Long.toString(entry.pending()),
                            Long.toString(entry.growth()),
                            Long.toString(entry.balanceAfter()),
                            Long.toString(entry.owedAfter()),
                            Cells.plain(reasons.sentence(entry.reason(), locale)),
                            instant(entry.happenedAt()),
                            instant(entry.bookedAt()),
                            entry.key(),
                            entry.activity() == null ? "" : entry.activity().toString(),
                            orNothing(rule(entry)),
                            entry.reverses() == null ? "" : entry.reverses().toString(),
                            entry.why(),
                            previous,
                            entry.hash()));
            csv.writeRecord(
                    "head",
                    "sequence=" + head.sequence(),
                    "hash=" + head.hash(),
                    "balance=" + head.balance(),
                    "pending=" + head.pending(),
                    "owed=" + head.owed(),
                    "at=" + instant(head.at()),
                    "key=" + head.key().id(),
                    "publicKey=" + head.key().encoded(),
                    "signature=" + head.signature());
        }
    }

    private interface Writing {
        void write(Sealed entry, String previous);
    }

    private void inOrder(Head head, Writing writing) {
        var previous = NOTHING;
        var after = 0L;
        while (after < head.sequence()) {
            var page = proof.entries(head.member(), after, head.sequence(), PAGE);
            if (page.isEmpty()) {
                return; // entries are missing: the statement says so by itself
            }
            for (var entry : page) {
                writing.write(entry, previous);
                previous = entry.hash();
            }
            after = page.getLast().sequence();
        }
    }

    private static void attach(HttpServletResponse response, String type, String ending) {
        response.setContentType(type);
        response.setHeader("Content-Disposition", "attachment; filename=\"statement." + ending + "\"");
        response.setHeader("Cache-Control", "no-store");
    }

    private static @Nullable String rule(Sealed entry) {
        return entry.rule() == null ? null : entry.rule() + ":" + entry.ruleVersion();
    }

    private static String instant(Instant instant) {
        return MICROS.format(instant);
    }

    private static String orNothing(@Nullable String text) {
        return text == null ? "" : text;
    }
}
