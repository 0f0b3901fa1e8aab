package io.perennial.rewards.application;

import io.perennial.rewards.EditCatalogue.Status;
import io.perennial.rewards.Reward;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the audit trail keeps of a change, as JSON. */
final class DescribingChanges {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static String json(Map<String, ?> values) {
        return JSON.writeValueAsString(new TreeMap<>(values));
    }

    static String json(Reward reward, Status status) {
        var values = new LinkedHashMap<String, Object>();
        values.put("status", status);
        values.put("kind", reward.kind());
        values.put("nameZh", reward.name().zh());
        values.put("nameEn", reward.name().en());
        values.put("descriptionZh", reward.description().zh());
        values.put("descriptionEn", reward.description().en());
        values.put("price", reward.price().value());
        reward.memberLimit().ifPresent(limit -> values.put("memberLimit", limit));
        reward.tierCode().ifPresent(tier -> values.put("tier", tier));
        putIfThere(values, "visibleFrom", reward.visibleFrom());
        putIfThere(values, "visibleUntil", reward.visibleUntil());
        reward.cashOff().ifPresent(money -> values.put("cashOff", money.toString()));
        reward.picture().ifPresent(picture -> values.put("picture", picture.toString()));
        reward.sku().ifPresent(sku -> values.put("sku", sku));
        reward.category().ifPresent(category -> values.put("category", category));
        return JSON.writeValueAsString(values);
    }

    private static void putIfThere(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value.toString());
        }
    }

    private DescribingChanges() {}
}
