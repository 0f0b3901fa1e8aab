package io.perennial.web.admin;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** The addresses of the first page and the next one, with the filters that lead to this one; none where there is none. */
record Paging(@Nullable String first, @Nullable String next) {

    /**
     * @param filters what stays the same from page to page; blank ones are left out
     * @param isFirst whether this is the first page
     * @param after where the next page begins; empty on the last one
     */
    static Paging of(String path, Map<String, String> filters, boolean isFirst, Map<String, String> after) {
        var address = UriComponentsBuilder.fromPath(path);
        new TreeMap<>(filters).forEach((name, value) -> {
            if (!value.isEmpty()) {
                address.queryParam(name, "{" + name + "}");
            }
        });
        var first = isFirst ? null : address.encode().buildAndExpand(filters).toUriString();
        if (after.isEmpty()) {
            return new Paging(first, null);
        }
        var onward = address.cloneBuilder();
        new TreeMap<>(after).forEach((name, _) -> onward.queryParam(name, "{" + name + "}"));
        var values = new HashMap<>(filters);
        values.putAll(after);
        return new Paging(first, onward.encode().buildAndExpand(values).toUriString());
    }

    /** An address with these parameters; blank ones are left out. */
    static String address(String path, Map<String, String> parameters) {
        var address = UriComponentsBuilder.fromPath(path);
        new TreeMap<>(parameters).forEach((name, value) -> {
            if (!value.isEmpty()) {
                address.queryParam(name, "{" + name + "}");
            }
        });
        return address.encode().buildAndExpand(parameters).toUriString();
    }
}
