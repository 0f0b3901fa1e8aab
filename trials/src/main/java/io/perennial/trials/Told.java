package io.perennial.trials;

import java.util.Iterator;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of an operation that was sent, once or often: whether somebody was told that it is done, and with which answer.
 * Every later answer has to be the same one. The first may say that it repeats: the application asks again itself when the
 * database did not say whether a commit was done.
 */
final class Told {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern REFUSED = Pattern.compile("\"code\"\\s*:\\s*\"([a-z-]+)\"");

    /** What an answer says of the present and not of what was done: it may be another one the next time. */
    private static final Set<String> OF_THE_PRESENT = Set.of("repeated", "state", "standing", "booked", "refused");

    private final Operation operation;
    private @Nullable JsonNode answer;
    private int doneNow;
    private int unknown;
    private @Nullable String refusal;

    Told(Operation operation) {
        this.operation = operation;
    }

    Operation operation() {
        return operation;
    }

    /** No answer came, or none that says whether it was done. */
    synchronized void isUnknown() {
        unknown++;
    }

    synchronized boolean isAcknowledged() {
        return answer != null;
    }

    /** Whether the last that was heard of it leaves no doubt. */
    synchronized boolean isSettled() {
        return answer != null || refusal != null;
    }

    /** @return what is wrong with it */
    synchronized @Nullable String acknowledge(String body) {
        var read = JSON.readTree(body);
        var now = doneNow(read);
        doneNow += now;
        strip(read);
        if (answer != null && !answer.equals(read)) {
            return "another answer than before: " + difference(answer.toString(), read.toString());
        }
        answer = read;
        refusal = null;
        if (doneNow > operation.parts()) {
            return "done again: " + body;
        }
        if (now > 0 && now < operation.parts()) {
            return "half of it was there: " + body;
        }
        return null;
    }

    synchronized @Nullable String refuse(String body) {
        if (answer != null) {
            return "acknowledged before, and now refused: " + body;
        }
        var code = REFUSED.matcher(body);
        refusal = code.find() ? code.group(1) : body;
        return null;
    }

    /** From a little before the first character that differs. */
    private static String difference(String before, String now) {
        var at = 0;
        while (at < Math.min(before.length(), now.length()) && before.charAt(at) == now.charAt(at)) {
            at++;
        }
        return "…" + part(now, at) + "… after …" + part(before, at) + "…";
    }

    private static String part(String text, int at) {
        return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 60));
    }

    private int doneNow(JsonNode read) {
        if (read.has("results")) {
            return read.path("booked").asInt();
        }
        return read.has("repeated") && !read.path("repeated").asBoolean() ? 1 : 0;
    }

    /** Leaves what was done. */
    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(OF_THE_PRESENT);
            if (object.has("price")) {
                object.remove("balance"); // a redemption tells what is left now
            }
        }
        for (Iterator<JsonNode> children = node.iterator(); children.hasNext(); ) {
            strip(children.next());
        }
    }

    @Override
    public synchronized String toString() {
        return operation + " answered " + answer + ", refused " + refusal + ", done now " + doneNow + ", unknown "
                + unknown;
    }
}
