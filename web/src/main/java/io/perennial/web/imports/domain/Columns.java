package io.perennial.web.imports.domain;

import io.perennial.web.imports.domain.UnreadableFile.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the preset's columns stand, found by their names in the heading. Case, blanks and underscores in names do not
 * matter, and neither do columns that the preset does not know.
 */
record Columns(
        char separator,
        int count,
        int invoice,
        int article,
        int name,
        int quantity,
        int date,
        int price,
        int customer) {

    private static final char[] SEPARATORS = {',', ';', '\t'};

    /** Each column with the names it goes by; the first is the one that messages use. */
    private static final List<List<String>> NEEDED = List.of(
            List.of("InvoiceNo", "Invoice"),
            List.of("StockCode"),
            List.of("Quantity"),
            List.of("InvoiceDate"),
            List.of("UnitPrice", "Price"),
            List.of("CustomerID"));

    static Columns of(String heading) {
        List<String> fewestMissing = NEEDED.stream().map(List::getFirst).toList();
        for (var separator : SEPARATORS) {
            var names = heading.split(String.valueOf(separator), -1);
            var places = new HashMap<String, Integer>();
            for (var i = 0; i < names.length; i++) {
                places.putIfAbsent(plain(names[i]), i);
            }
            var missing = NEEDED.stream()
                    .filter(column -> column.stream().noneMatch(name -> places.containsKey(plain(name))))
                    .map(List::getFirst)
                    .toList();
            if (missing.isEmpty()) {
                var found = NEEDED.stream().map(column -> place(places, column)).toList();
                return new Columns(
                        separator,
                        names.length,
                        found.get(0),
                        found.get(1),
                        places.getOrDefault("description", -1),
                        found.get(2),
                        found.get(3),
                        found.get(4),
                        found.get(5));
            }
            if (missing.size() < fewestMissing.size()) {
                fewestMissing = missing;
            }
        }
        throw new UnreadableFile(Fault.MISSING_COLUMNS, fewestMissing.stream().collect(Collectors.joining(", ")));
    }

    private static int place(Map<String, Integer> places, List<String> names) {
        var found = new ArrayList<Integer>();
        names.forEach(name -> {
            var place = places.get(plain(name));
            if (place != null) {
                found.add(place);
            }
        });
        return found.getFirst();
    }

    private static String plain(String name) {
        return name.replaceAll("[\\s_\"]", "").toLowerCase(Locale.ROOT);
    }
}
