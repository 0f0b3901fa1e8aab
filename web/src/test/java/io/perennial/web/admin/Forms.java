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
                        Map.entry("steps[2].entryLine", "10,000")),
                different);
    }

    static Map<String, String> rule(Map<String, String> different) {
        return with(
                Map.ofEntries(
                        Map.entry("version", "3"),
                        Map.entry("nameZh", "消费积分"),
                        Map.entry("nameEn", "Shopping"),
                        Map.entry("activityType", "purchase"),
                        Map.entry("currency", ""),
                        Map.entry("minimum", ""),
                        Map.entry("pointsKind", "per-amount"),
                        Map.entry("pointsUnits", "2"),
                        Map.entry("pointsPer", "1.00"),
                        Map.entry("growthKind", "nothing"),
                        Map.entry("growthUnits", ""),
                        Map.entry("growthPer", ""),
                        Map.entry("from", ""),
                        Map.entry("until", ""),
                        Map.entry("sampleAmount", "99.99"),
                        Map.entry("sampleCurrency", "CNY")),
                different);
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
