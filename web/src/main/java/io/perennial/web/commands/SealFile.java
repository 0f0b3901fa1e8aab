package io.perennial.web.commands;

import io.perennial.membership.MemberId;
import io.perennial.points.SealLedger;
import io.perennial.points.SealLedger.Mark;
import io.perennial.points.SealLedger.Unborne;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** Marks of a ledger in a file: one a line, and at the end how many there are and the hash of all, so that a part is known for one. */
final class SealFile {

    private static final String FIRST = "Perennial ledger seal 1, taken at ";
    private static final String LAST = "end ";

    private SealFile() {}

    /** The file is not a seal, or is not whole. */
    static final class NotASeal extends IOException {

        private static final long serialVersionUID = 1;

        NotASeal(String why) {
            super(why);
        }
    }

    /** @param marks how many accounts, {@code entries} how many entries they have */
    record Extent(Instant at, long marks, long entries) {}

    static Extent write(Path file, Instant at, SealLedger ledger) throws IOException {
        var unfinished = file.resolveSibling(file.getFileName() + ".part");
        var digest = sha256();
        var count = new long[2];
        try (var out = Files.newBufferedWriter(unfinished)) {
            Consumer<String> line = text -> {
                add(text, digest);
                try {
                    out.write(text);
                    out.write('\n');
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            };
            line.accept(FIRST + at);
            ledger.seal(mark -> {
                count[0]++;
                count[1] += mark.sequence();
                line.accept(mark.member() + " " + mark.sequence() + " " + mark.hash());
            });
            out.write(LAST + count[0] + " " + HexFormat.of().formatHex(digest.digest()) + "\n");
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        return new Extent(at, count[0], count[1]);
    }

    /** @param unborne is given what the ledger does not bear */
    static Extent hold(Path file, SealLedger ledger, Consumer<Unborne> unborne) throws IOException {
        var whole = read(file, _ -> {});
        var chunk = new ArrayList<Mark>();
        read(file, mark -> {
            chunk.add(mark);
            if (chunk.size() == SealLedger.MOST_AT_ONCE) {
                ledger.unborne(List.copyOf(chunk)).forEach(unborne);
                chunk.clear();
            }
        });
        ledger.unborne(chunk).forEach(unborne);
        return whole;
    }

    private static Extent read(Path file, Consumer<Mark> marks) throws IOException {
        var digest = sha256();
        var entries = 0L;
        var count = 0L;
        try (var in = Files.newBufferedReader(file)) {
            var first = line(in);
            if (!first.startsWith(FIRST)) {
                throw new NotASeal("it does not begin like a seal");
            }
            add(first, digest);
            var line = line(in);
            for (; !line.startsWith(LAST); line = line(in)) {
                add(line, digest);
                var mark = mark(line);
                count++;
                entries += mark.sequence();
                marks.accept(mark);
            }
            if (!line.equals(LAST + count + " " + HexFormat.of().formatHex(digest.digest()))) {
                throw new NotASeal("it was changed, or is not whole");
            }
            return new Extent(Instant.parse(first.substring(FIRST.length())), count, entries);
        }
    }

    private static void add(String line, MessageDigest digest) {
        digest.update((line + '\n').getBytes(StandardCharsets.UTF_8));
    }

    private static String line(BufferedReader in) throws IOException {
        var line = in.readLine();
        if (line == null) {
            throw new NotASeal("it breaks off");
        }
        return line;
    }

    private static Mark mark(String line) throws IOException {
        var words = line.split(" ", -1);
        try {
            if (words.length == 3) {
                return new Mark(MemberId.of(words[0]), Long.parseLong(words[1]), words[2]);
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new NotASeal("a line of it is no mark");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
