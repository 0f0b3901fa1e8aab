package io.perennial.web.admin;

import io.perennial.membership.ReadAuditTrail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * A line of the audit trail with what differs before and after.
 *
 * @param reason what the person gave as the reason, beside the differences
 */
record AuditRow(
        ReadAuditTrail.Line line,
        List<Difference> differences,
        @Nullable String reason) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String WHOLE = "";
    private static final Set<String> REASONS = Set.of("reason", "note");
    private static final Set<String> CONDITIONS = Set.of("condition", "audience");
    private static final Set<String> MONEY = Set.of("amount", "currency");

    /** @param what path of the value, e.g. {@code name.en}; blank when the stored text is one value */
    record Difference(
            String what,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    static List<AuditRow> rows(List<ReadAuditTrail.Line> lines) {
        return lines.stream().map(AuditRow::of).toList();
    }

    static AuditRow of(ReadAuditTrail.Line line) {
        var all = differences(line.before(), line.after());
        var reason = all.stream()
                .filter(each -> REASONS.contains(each.what()) && each.after() != null)
                .map(each -> Objects.requireNonNull(each.after()).asString())
                .findFirst()
                .orElse(null);
        return new AuditRow(
                line,
                all.stream()
                        .filter(each -> reason == null || !REASONS.contains(each.what()))
                        .toList(),
                reason);
    }

    static List<Difference> differences(@Nullable String before, @Nullable String after) {
        var left = values(before);
        var right = values(after);
        var paths = new LinkedHashSet<>(left.keySet());
        paths.addAll(right.keySet());
        var differences = new ArrayList<Difference>();
        for (var path : paths) {
            if (!Objects.equals(left.get(path), right.get(path))) {
                differences.add(new Difference(path, left.get(path), right.get(path)));
            }
        }
        return differences;
    }

    /** The area of the site that the subject belongs to, if it has one. */
    public @Nullable String area() {
        return AuditSubject.named(line.subjectKind()).map(AuditSubject::area).orElse(null);
    }

    /** Where the subject of this line can be looked at, if it has a page. */
    public @Nullable String page() {
        return AuditSubject.named(line.subjectKind())
                .map(subject -> subject.page(line.subjectId()))
                .orElse(null);
    }

    /** Whether it is about a member who is not its subject. */
    public boolean isAboutAnother() {
        var member = line.member();
        return member != null && !member.toString().equals(line.subjectId());
    }

    private static Map<String, JsonNode> values(@Nullable String json) {
        var values = new LinkedHashMap<String, JsonNode>();
        if (json != null) {
            try {
                collect(WHOLE, JSON.readTree(json), values);
            } catch (JacksonException _) {
                values.put(WHOLE, StringNode.valueOf(json));
            }
        }
        return values;
    }

    private static void collect(String path, JsonNode node, Map<String, JsonNode> values) {
        if (node.isObject() && !isOne(path, node)) {
            node.properties()
                    .forEach(part -> collect(
                            path.isEmpty() ? part.getKey() : path + "." + part.getKey(), part.getValue(), values));
        } else if (node.isArray() && node.valueStream().anyMatch(JsonNode::isContainer)) {
            for (var index = 0; index < node.size(); index++) {
                collect(path + "[" + (index + 1) + "]", node.get(index), values);
            }
        } else if (!node.isNull()) {
            values.put(path, node);
        }
    }

    /** A condition is said in one sentence, and an amount with its currency. */
    private static boolean isOne(String path, JsonNode node) {
        return (CONDITIONS.contains(path.substring(path.lastIndexOf('.') + 1)) && node.has("type"))
                || Set.copyOf(node.propertyNames()).equals(MONEY);
    }
}
