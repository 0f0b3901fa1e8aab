package io.perennial.web.pages;

import io.perennial.membership.Region;
import java.text.Collator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Regions by their names in the reader's language. */
@Component
public class Regions {

    private final MessageSource texts;

    Regions(MessageSource texts) {
        this.texts = texts;
    }

    public String name(Region region, Locale locale) {
        return name(region, texts, locale);
    }

    static String name(Region region, MessageSource texts, Locale locale) {
        return region.isProvince()
                ? texts.getMessage("region." + region.code(), null, locale)
                : Locale.of("", region.code()).getDisplayCountry(locale);
    }

    /** For a choice: the provinces of China in their usual order, then the countries of the world by name. */
    public Map<String, String> choices(Locale locale) {
        var provinces = new LinkedHashMap<String, String>();
        var countries = new ArrayList<Map.Entry<String, String>>();
        for (var region : Region.all()) {
            if (region.isProvince()) {
                provinces.put(region.code(), name(region, locale));
            } else {
                countries.add(Map.entry(region.code(), name(region, locale)));
            }
        }
        var order = Objects.requireNonNull(Collator.getInstance(locale));
        countries.sort((one, other) -> order.compare(one.getValue(), other.getValue()));
        countries.forEach(country -> provinces.put(country.getKey(), country.getValue()));
        return provinces;
    }
}
