package io.perennial.web.admin;

import java.util.HashMap;
import java.util.Map;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** Forms as an ordinary person fills them in; a test changes what it is about. */
final class Forms {

    private Forms() {}

    static MultiValueMap<String, String> ladder() {
        var form = new LinkedMultiValueMap<String, String>();
        ladder(Map.of()).forEach(form::add);
        return form;
    }

    static Map<String, String> ladder(Map<String, String> different) {
        return with(
                Map.ofEntries(
                        Map.entry("version", "3"),
                        Map.entry("steps[0].code", "member"),
                        Map.entry("steps[0].nameZh", "普通会员"),
                        Map.entry("steps[0].nameEn", "Member"),
                        Map.entry("steps[0].entryLine", "0"),
                        Map.entry("steps[1].code", "vip"),
                        Map.entry("steps[1].nameZh", "VIP 会员"),
                        Map.entry("steps[1].nameEn", "VIP"),
                        Map.entry("steps[1].entryLine", "800"),
                        Map.entry("steps[2].code", "black"),
                        Map.entry("steps[2].nameZh", "黑金会员"),
                        Map.entry("steps[2].nameEn", "Black"),
                        Map.entry("steps[2].entryLine", "10,000"),
                        Map.entry("steps[2].retentionLine", "8000"),
                        Map.entry("period", "CALENDAR_YEAR"),
                        Map.entry("graceDays", "20"),
                        Map.entry("noticeDays", "10")),
                different);
    }

    static Map<String, String> rule(Map<String, String> different) {
        return with(
                Map.ofEntries(
                        Map.entry("version", "3"),
                        Map.entry("edition", ""),
                        Map.entry("what.role", "BASE"),
                        Map.entry("what.nameZh", "消费积分"),
                        Map.entry("what.nameEn", "Shopping"),
                        Map.entry("what.activityType", "purchase"),
                        Map.entry("when.lines[0].kind", "group"),
                        Map.entry("when.lines[0].depth", "0"),
                        Map.entry("when.lines[0].sense", "all"),
                        Map.entry("points.kind", "per-amount"),
                        Map.entry("points.units", "2"),
                        Map.entry("points.per", "1.00"),
                        Map.entry("points.rounding", "DOWN"),
                        Map.entry("growth.kind", "nothing"),
                        Map.entry("span.from", ""),
                        Map.entry("span.until", ""),
                        Map.entry("sample.amount", "99.99"),
                        Map.entry("sample.currency", "CNY")),
                different);
    }

    /** Double points on mugs for VIPs, on members' day, at most 500 each, 100,000 in all. */
    static Map<String, String> campaign(Map<String, String> different) {
        var form = rule(Map.ofEntries(
                Map.entry("version", "1"),
                Map.entry("what.role", "BONUS"),
                Map.entry("what.nameZh", "会员日马克杯双倍积分"),
                Map.entry("what.nameEn", "Members’ day: double points on mugs"),
                Map.entry("when.lines[1].kind", "tier"),
                Map.entry("when.lines[1].depth", "1"),
                Map.entry("when.lines[1].sense", "is"),
                Map.entry("when.lines[1].chosen", "vip,black"),
                Map.entry("when.lines[2].kind", "item-named"),
                Map.entry("when.lines[2].depth", "1"),
                Map.entry("when.lines[2].sense", "is"),
                Map.entry("when.lines[2].text", "mug"),
                Map.entry("when.lines[3].kind", "day-of-month"),
                Map.entry("when.lines[3].depth", "1"),
                Map.entry("when.lines[3].sense", "is"),
                Map.entry("when.lines[3].chosen", "18"),
                Map.entry("points.kind", "multiplied"),
                Map.entry("points.factor", "2"),
                Map.entry("atMost.caps[0].most", "500"),
                Map.entry("atMost.caps[0].measure", "POINTS"),
                Map.entry("atMost.caps[0].window", "EVER"),
                Map.entry("atMost.budget", "100,000"),
                Map.entry("beside.stacking", "BEST_WINS"),
                Map.entry("beside.priority", "10")));
        form.putAll(different);
        return form;
    }

    static Map<String, String> reward(Map<String, String> different) {
        return with(
                Map.ofEntries(
                        Map.entry("version", "4"),
                        Map.entry("kind", "GOODS"),
                        Map.entry("nameZh", "马克杯"),
                        Map.entry("nameEn", "Mug"),
                        Map.entry("descriptionZh", "陶瓷"),
                        Map.entry("descriptionEn", "Stoneware"),
                        Map.entry("price", "500"),
                        Map.entry("memberLimit", ""),
                        Map.entry("tier", ""),
                        Map.entry("visibleFrom", ""),
                        Map.entry("visibleUntil", ""),
                        Map.entry("cashOff", ""),
                        Map.entry("cashOffCurrency", "CNY"),
                        Map.entry("picture", "")),
                different);
    }

    private static Map<String, String> with(Map<String, String> usual, Map<String, String> different) {
        var form = new HashMap<>(usual);
        form.putAll(different);
        return form;
    }
}
