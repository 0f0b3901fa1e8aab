package io.perennial.web.database;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC URL that names several servers: {@code jdbc:mysql://one:3306,two:3306,three:3306/perennial}.
 *
 * @param servers each as host and port
 * @param rest what follows them: the database and the driver's options
 */
record GroupUrl(List<String> servers, String rest) {

    private static final Pattern SEVERAL = Pattern.compile("jdbc:mysql://([^/?,()@]+(?:,[^/?,()@]+)+)([/?].*)?");

    /** Absent for every other URL, one of a single server first of all. */
    static Optional<GroupUrl> of(@Nullable String url) {
        var matcher = SEVERAL.matcher(url == null ? "" : url);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var servers = List.of(matcher.group(1).split(",")).stream()
                .map(String::strip)
                .distinct()
                .toList();
        return Optional.of(new GroupUrl(servers, matcher.group(2) == null ? "/" : matcher.group(2)));
    }

    String at(String server) {
        return "jdbc:mysql://" + server + rest;
    }
}
