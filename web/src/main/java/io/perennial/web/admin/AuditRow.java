package io.perennial.web.admin;

import io.perennial.membership.ReadAuditTrail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A line of the audit trail with its before and after as a table of what differs. */
record AuditRow(ReadAuditTrail.Line line, List<Difference> differences) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String WHOLE = "";

    /** @param what path of the value, e.g. {@code name.en}; blank when the stored text is one value */
    record Difference(
            String what, @Nullable String before, @Nullable String after) {}

    static List<AuditRow> rows(List<ReadAuditTrail.Line> lines) {
        return lines.stream()
                .map(line -> new AuditRow(line, differences(line.before(), line.after())))
                .toList();
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
        return switch (line.subjectKind()) {
            case "member" -> "members";
            case "rule" -> "rules";
            case "reward" -> "rewards";
            case "redemption" -> "redemptions";
            case "staff" -> "staff";
            case "import" -> "imports";
            case "ladder" -> "tiers";
            case "benefit" -> "benefits";
            case "points-policy", "adjustment-reason" -> "points-policy";
            case "adjustment", "adjustment-file" -> "adjustments";
            case "api-key" -> "api-keys";
            default -> null;
        };
    }

    /** Where the subject of this line can be looked at, if it has a page. */
    public @Nullable String page() {
        var area = area();
        if (area == null) {
            return null;
        }
        return switch (line.subjectKind()) {
            case "ladder", "api-key", "points-policy" -> "/admin/" + area;
            case "adjustment-reason" -> "/admin/points-policy/reasons";
            case "adjustment-file" -> "/admin/adjustments/files/" + line.subjectId();
            default -> "/admin/" + area + "/" + line.subjectId();
        };
    }

    private static Map<String, String> values(@Nullable String json) {
        var values = new LinkedHashMap<String, String>();
        if (json != null) {
            try {
                collect(WHOLE, JSON.readTree(json), values);
            } catch (JacksonException _) {
                values.put(WHOLE, json);
            }
        }
        return values;
    }

    private static void collect(String path, JsonNode node, Map<String, String> values) {
        if (node.isObject()) {
            node.properties()
                    .forEach(part -> collect(
                            path.isEmpty() ? part.getKey() : path + "." + part.getKey(), part.getValue(), values));
        } else if (node.isArray()) {
            for (var index = 0; index < node.size(); index++) {
                collect(path + "[" + (index + 1) + "]", node.get(index), values);
            }
        } else if (!node.isNull()) {
            values.put(path, node.asString());
        }
    }
}
