package io.perennial.web.admin;

import io.perennial.insights.Condition;
import io.perennial.membership.StaffRole;
import io.perennial.web.pages.Phrases;
import io.perennial.web.pages.Reasons;
import io.perennial.web.pages.RuleWords;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says what was changed, from what to what, as people read it; {@code audited} on the staff's pages. */
final class AuditWords {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern PART = Pattern.compile("([^\\[]+)((?:\\[\\d+])*)");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Set<String> TIERS = Set.of("tier", "heldTier", "tiers");
    private static final Set<String> PLAIN = Set.of("version", "bytes");
    private static final String PER_MILLE = "perMille";
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    private static final String NOTHING = "–";

    private final MessageSource texts;
    private final RuleWords rules;
    private final Phrases say;
    private final Locale locale;

    AuditWords(MessageSource texts, RuleWords rules, Phrases say, Locale locale) {
        this.texts = texts;
        this.rules = rules;
        this.say = say;
        this.locale = locale;
    }

    /** What was done: {@code rule.published} is "Rule published". */
    public String action(String action) {
        return name("admin.audit.action." + action, action);
    }

    /** What sort of thing was changed. */
    public String subject(String kind) {
        return name("admin.audit.kind." + kind, kind);
    }

    /** What was changed, from a path like {@code ladder.tiers[2].entryLine}. */
    public String part(String path) {
        if (path.isEmpty()) {
            return text("admin.audit.value");
        }
        var parts = new ArrayList<String>();
        for (var part : path.split("\\.")) {
            var numbered = PART.matcher(part);
            if (numbered.matches()) {
                var name = field(numbered.group(1));
                parts.add(
                        numbered.group(2).isEmpty()
                                ? name
                                : text(
                                        "admin.audit.part.numbered",
                                        name,
                                        numbered.group(2).replaceAll("\\D", "")));
            } else {
                parts.add(part);
            }
        }
        return String.join(" › ", parts);
    }

    /** A name of ours, or what the programme calls it: tiers, roles and activities are keys, too. */
    private String field(String key) {
        var known = name("audit.field." + key, "");
        if (!known.isEmpty()) {
            return known;
        }
        if (Arrays.stream(StaffRole.values()).anyMatch(role -> role.name().equals(key))) {
            return text("admin.staff.role." + key);
        }
        return tier(key);
    }

    /** @param path says of which kind the value is */
    public String value(String path, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return NOTHING;
        }
        var field = path.substring(path.lastIndexOf('.') + 1).replaceAll("\\[\\d+]", "");
        if (value.isArray()) {
            return value.isEmpty()
                    ? NOTHING
                    : value.valueStream().map(each -> value(path, each)).collect(Collectors.joining(text("audit.and")));
        }
        if (value.isObject()) {
            return whole(value);
        }
        if (value.isBoolean()) {
            return text(value.asBoolean() ? "admin.yes" : "admin.no");
        }
        if (value.isNumber()) {
            return number(field, value.decimalValue());
        }
        return written(field, value.asString());
    }

    private String whole(JsonNode value) {
        try {
            return value.has("type")
                    ? rules.conditions().clause(JSON.treeToValue(value, Condition.class))
                    : Reasons.money(
                            value.get("amount").decimalValue(),
                            value.get("currency").asString(),
                            locale);
        } catch (JacksonException _) {
            return value.toString(); // written by a version that knew other conditions
        }
    }

    private String number(String field, BigDecimal number) {
        if (field.equals(PER_MILLE)) {
            var percent = NumberFormat.getPercentInstance(locale);
            percent.setMaximumFractionDigits(1);
            return percent.format(number.divide(THOUSAND));
        }
        return PLAIN.contains(field)
                ? number.toPlainString()
                : NumberFormat.getNumberInstance(locale).format(number);
    }

    private String written(String field, String value) {
        if (value.isEmpty()) {
            return NOTHING;
        }
        if (INSTANT.matcher(value).matches()) {
            return say.time(Instant.parse(value));
        }
        if (DAY.matcher(value).matches()) {
            return say.day(LocalDate.parse(value));
        }
        if (TIERS.contains(field)) {
            return tier(value);
        }
        var constant = value.toUpperCase(Locale.ROOT).replace(':', '_'); // as in activities:write
        return name(
                "audit.value." + field + "." + value,
                name("audit.value." + value, name("audit.value." + constant, value)));
    }

    /** As many words as fit into a cell: "Status: Active → Frozen". */
    public String summary(AuditRow row) {
        return row.differences().stream()
                .map(each -> text(
                        "audit.changed",
                        part(each.what()),
                        value(each.what(), each.before()),
                        value(each.what(), each.after())))
                .collect(Collectors.joining("; "));
    }

    private String tier(String code) {
        return rules.tiers().getOrDefault(code, code);
    }

    private String name(String key, String otherwise) {
        var name = texts.getMessage(key, null, otherwise, locale);
        return name == null ? otherwise : name;
    }

    private String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, locale);
    }
}
