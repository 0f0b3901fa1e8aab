import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Proves a downloaded statement of points, without the network and without whoever issued it:
 *
 * <pre>java VerifyStatement.java statement.json [public key in Base64]</pre>
 *
 * Each entry carries the SHA-256 hash of its own content and of the hash of the entry before it, and the programme has signed
 * the last hash (Ed25519). So whatever is changed, missing, added or out of its order is found and named. Without a public
 * key the one in the statement is used, which proves only that the statement is whole: compare it with the one that the
 * programme publishes. Exit codes: 0 nothing is wrong, 1 something is, 2 this is no statement.
 */
public final class VerifyStatement {

    private static final String FORM = "perennial-statement-1";
    private static final String ENTRY_FORM = "perennial-entry-1";
    private static final String HEAD_FORM = "perennial-head-1";
    private static final String NOTHING = "0".repeat(64);

    private static final List<String> HASHED = List.of(
            "sequence",
            "kind",
            "points",
            "pending",
            "growth",
            "balanceAfter",
            "owedAfter",
            "key",
            "activity",
            "rule",
            "reverses",
            "happenedAt",
            "bookedAt");

    private static final Set<String> OF_AN_ENTRY = union(HASHED, List.of("why", "previous", "hash"));
    private static final Set<String> OF_THE_HEAD =
            Set.of("sequence", "hash", "balance", "pending", "owed", "at", "key", "publicKey", "signature");
    private static final Set<String> OF_A_STATEMENT = Set.of("format", "member", "entries", "head");

    private VerifyStatement() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 1 || arguments.length > 2) {
            System.err.println("java VerifyStatement.java statement.json [public key in Base64]");
            System.exit(2);
        }
        try {
            var json = Files.readString(Path.of(arguments[0]));
            var faults = faults(json, arguments.length == 2 ? arguments[1] : null);
            if (faults.isEmpty()) {
                System.out.println("Nothing is wrong: " + summary(json));
                if (arguments.length == 1) {
                    System.out.println("Compare the key with the one that the programme publishes.");
                }
            } else {
                faults.forEach(System.out::println);
            }
            System.exit(faults.isEmpty() ? 0 : 1);
        } catch (NoStatement e) {
            System.err.println("This is no statement: " + e.getMessage());
            System.exit(2);
        }
    }

    /** What is wrong with it, by entry; empty when nothing is. */
    public static List<String> faults(String json, String publicKey) {
        var statement = object(Json.read(json), "the statement");
        if (!FORM.equals(statement.get("format"))) {
            throw new NoStatement("it is not of the form " + FORM);
        }
        var faults = new ArrayList<String>();
        unknown(statement, OF_A_STATEMENT, "the statement", faults);
        var member = text(statement, "member");
        if (!(statement.get("entries") instanceof List<?> entries)) {
            throw new NoStatement("there are no entries");
        }
        var expected = 1L;
        var previous = NOTHING;
        var net = 0L;
        var pending = 0L;
        var seen = new HashSet<Long>();
        for (var each : entries) {
            var entry = object(each, "an entry");
            var sequence = number(entry, "sequence");
            var name = "entry " + sequence;
            unknown(entry, OF_AN_ENTRY, name, faults);
            if (!seen.add(sequence)) {
                faults.add(name + " is there twice");
            } else if (sequence > expected) {
                faults.add(
                        sequence == expected + 1
                                ? "entry " + expected + " is missing, or not in its place"
                                : "entries " + expected + " to " + (sequence - 1) + " are missing, or not in their place");
            } else if (sequence < expected) {
                faults.add(name + " is not in its place");
            }
            if (!text(entry, "hash").equals(hash(member, entry))) {
                faults.add(name + " was changed: its hash does not fit what it says");
            } else if (sequence == expected && !text(entry, "previous").equals(previous)) {
                faults.add(name + " does not follow the entry before it");
            }
            net += number(entry, "points");
            pending += number(entry, "pending");
            if (number(entry, "balanceAfter") - number(entry, "owedAfter") != net) {
                faults.add(name + ": the entries so far come to " + net + ", but it says "
                        + number(entry, "balanceAfter") + " less " + number(entry, "owedAfter"));
            }
            previous = text(entry, "hash");
            expected = sequence + 1;
        }
        head(statement, member, expected - 1, previous, net, pending, publicKey, faults);
        return faults;
    }

    private static void head(
            Map<String, Object> statement,
            String member,
            long last,
            String hash,
            long net,
            long pending,
            String publicKey,
            List<String> faults) {
        var head = object(statement.get("head"), "the head");
        unknown(head, OF_THE_HEAD, "the head", faults);
        if (number(head, "sequence") > last) {
            faults.add(
                    number(head, "sequence") == last + 1
                            ? "entry " + (last + 1) + " is missing at the end"
                            : "entries " + (last + 1) + " to " + number(head, "sequence") + " are missing at the end");
        } else if (number(head, "sequence") < last) {
            faults.add("entry " + last + " was added after the statement was signed");
        } else if (!text(head, "hash").equals(hash)) {
            faults.add("entry " + last + " is not the one that was signed");
        }
        if (number(head, "balance") - number(head, "owed") != net) {
            faults.add("the head says " + number(head, "balance") + " less " + number(head, "owed")
                    + ", but the entries come to " + net);
        }
        if (number(head, "pending") != pending) {
            faults.add("the head says that " + number(head, "pending") + " wait, but the entries come to " + pending);
        }
        var own = text(head, "publicKey");
        var key = publicKey == null ? own : publicKey.strip();
        if (!key.equals(own)) {
            faults.add("the head was signed with another key than the one given");
        }
        if (!keyId(own).equals(text(head, "key"))) {
            faults.add("the head names another key than the one it carries");
        }
        var signed = HEAD_FORM
                + "\nmember=" + member
                + "\nsequence=" + number(head, "sequence")
                + "\nhash=" + text(head, "hash")
                + "\nbalance=" + number(head, "balance")
                + "\npending=" + number(head, "pending")
                + "\nowed=" + number(head, "owed")
                + "\nat=" + text(head, "at")
                + "\nkey=" + text(head, "key")
                + "\n";
        if (!isSigned(signed, text(head, "signature"), key)) {
            faults.add("the head is not signed with this key: it was changed, or never issued");
        }
    }

    private static String hash(String member, Map<String, Object> entry) {
        var text = new StringBuilder(ENTRY_FORM).append("\nmember=").append(member);
        for (var field : HASHED) {
            var value = entry.get(field);
            if (value != null && !(value instanceof String) && !(value instanceof BigDecimal)) {
                throw new NoStatement(field + " is neither a text nor a number");
            }
            if (value instanceof String written && written.contains("\n")) {
                throw new NoStatement(field + " has more than one line");
            }
            text.append('\n').append(field).append('=').append(value == null ? "" : value);
        }
        text.append("\nwhy=").append(sha256(text(entry, "why").getBytes(StandardCharsets.UTF_8)));
        text.append("\nprevious=").append(text(entry, "previous")).append('\n');
        return sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String summary(String json) {
        var statement = object(Json.read(json), "the statement");
        var head = object(statement.get("head"), "the head");
        return "%s entries of member %s, balance %s, waiting %s, owed %s, as of %s, signed with key %s"
                .formatted(
                        head.get("sequence"),
                        statement.get("member"),
                        head.get("balance"),
                        head.get("pending"),
                        head.get("owed"),
                        head.get("at"),
                        head.get("key"));
    }

    private static boolean isSigned(String text, String signature, String key) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(publicKey(key));
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static PublicKey publicKey(String encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(encoded)));
    }

    private static String keyId(String encoded) {
        try {
            return sha256(Base64.getDecoder().decode(encoded)).substring(0, 16);
        } catch (IllegalArgumentException e) {
            return "none";
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unknown(Map<String, Object> object, Set<String> known, String where, List<String> faults) {
        for (var field : new TreeMap<>(object).keySet()) {
            if (!known.contains(field)) {
                faults.add(where + " has something that nothing proves: " + field);
            }
        }
        for (var field : known) {
            if (!object.containsKey(field)) {
                throw new NoStatement(where + " lacks " + field);
            }
        }
    }

    private static Set<String> union(List<String> some, List<String> others) {
        var all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new NoStatement(what + " is no object");
    }

    private static String text(Map<String, Object> object, String field) {
        if (object.get(field) instanceof String text) {
            return text;
        }
        throw new NoStatement(field + " is no text");
    }

    private static long number(Map<String, Object> object, String field) {
        if (object.get(field) instanceof BigDecimal number) {
            try {
                return number.longValueExact();
            } catch (ArithmeticException e) {
                throw new NoStatement(field + " is no whole number");
            }
        }
        throw new NoStatement(field + " is no number");
    }

    /** It cannot be judged at all. */
    public static final class NoStatement extends RuntimeException {

        private static final long serialVersionUID = 1;

        NoStatement(String why) {
            super(why);
        }
    }

    /** JSON as of RFC 8259, as far as a statement needs it: objects, lists, texts, numbers, true, false, null. */
    private static final class Json {

        private final String text;
        private int at;

        private Json(String text) {
            this.text = text;
        }

        static Object read(String text) {
            var json = new Json(text);
            var value = json.value(0);
            json.blank();
            if (json.at < text.length()) {
                throw json.broken();
            }
            return value;
        }

        private Object value(int depth) {
            if (depth > 20) {
                throw broken();
            }
            blank();
            return switch (peek()) {
                case '{' -> object(depth);
                case '[' -> list(depth);
                case '"' -> string();
                case 't' -> word("true", true);
                case 'f' -> word("false", false);
                case 'n' -> word("null", null);
                default -> number();
            };
        }

        private Map<String, Object> object(int depth) {
            var object = new LinkedHashMap<String, Object>();
            expect('{');
            blank();
            if (peek() == '}') {
                at++;
                return object;
            }
            while (true) {
                blank();
                var name = string();
                blank();
                expect(':');
                if (object.containsKey(name)) {
                    throw new NoStatement(name + " is there twice");
                }
                object.put(name, value(depth + 1));
                blank();
                if (peek() == '}') {
                    at++;
                    return object;
                }
                expect(',');
            }
        }

        private List<Object> list(int depth) {
            var list = new ArrayList<Object>();
            expect('[');
            blank();
            if (peek() == ']') {
                at++;
                return list;
            }
            while (true) {
                list.add(value(depth + 1));
                blank();
                if (peek() == ']') {
                    at++;
                    return list;
                }
                expect(',');
            }
        }

        private String string() {
            expect('"');
            var string = new StringBuilder();
            while (true) {
                var c = next();
                if (c == '"') {
                    return string.toString();
                }
                if (c != '\\') {
                    string.append(c);
                    continue;
                }
                var escaped = next();
                switch (escaped) {
                    case '"', '\\', '/' -> string.append(escaped);
                    case 'b' -> string.append('\b');
                    case 'f' -> string.append('\f');
                    case 'n' -> string.append('\n');
                    case 'r' -> string.append('\r');
                    case 't' -> string.append('\t');
                    case 'u' -> {
                        if (at + 4 > text.length()) {
                            throw broken();
                        }
                        try {
                            string.append((char) HexFormat.fromHexDigits(text, at, at + 4));
                        } catch (IllegalArgumentException e) {
                            throw broken();
                        }
                        at += 4;
                    }
                    default -> throw broken();
                }
            }
        }

        private Object word(String word, Object value) {
            if (!text.startsWith(word, at)) {
                throw broken();
            }
            at += word.length();
            return value;
        }

        private BigDecimal number() {
            var start = at;
            while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            try {
                return new BigDecimal(text.substring(start, at));
            } catch (NumberFormatException e) {
                throw broken();
            }
        }

        private void blank() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private char peek() {
            if (at >= text.length()) {
                throw broken();
            }
            return text.charAt(at);
        }

        private char next() {
            var c = peek();
            at++;
            return c;
        }

        private void expect(char c) {
            if (next() != c) {
                throw broken();
            }
        }

        private NoStatement broken() {
            return new NoStatement("it is no JSON, see character " + at);
        }
    }
}
