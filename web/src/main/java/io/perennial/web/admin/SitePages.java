package io.perennial.web.admin;

import io.perennial.web.security.StaffArea;
import io.perennial.web.security.StaffRights;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;

/** The pages of the admin site by their names, in both languages whatever the reader's is. */
class SitePages {

    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

    /** What is worth finding below the areas. */
    enum Tool {
        TAGS("members", "/tags", "tags", false),
        ERASURES("members", "/erasures", "person-x", true),
        NEW_SEGMENT("segments", "/new", "plus-circle", true),
        REASONS("points-policy", "/reasons", "list-ul", false),
        ADJUSTMENT_FILES("adjustments", "/files", "file-earmark-spreadsheet", false),
        NEW_ADJUSTMENT_FILE("adjustments", "/files/new", "upload", true),
        PILOTS("rules", "/pilots", "eye", false),
        NEW_RULE("rules", "/new", "plus-circle", true),
        NEW_CAMPAIGN("campaigns", "/new", "plus-circle", true),
        NEW_MISSION("missions", "/new", "plus-circle", true),
        BADGES("missions", "/badges", "award", false),
        STREAK("missions", "/streak", "calendar-check", false),
        NEW_REWARD("rewards", "/new", "plus-circle", true),
        NEW_BENEFIT("benefits", "/new", "plus-circle", true),
        NEW_IMPORT("imports", "/new", "upload", true),
        NEW_STAFF("staff", "/new", "person-plus", true),
        NEW_API_KEY("api-keys", "/new", "key", true);

        private final String area;
        private final String below;
        private final String icon;
        private final boolean writes;

        Tool(String area, String below, String icon, boolean writes) {
            this.area = area;
            this.below = below;
            this.icon = icon;
            this.writes = writes;
        }

        String address() {
            return "/admin/" + area + below;
        }

        private boolean isFor(StaffRights rights) {
            return writes ? rights.mayWrite(area) : rights.mayRead(area);
        }
    }

    private final MessageSource texts;

    SitePages(MessageSource texts) {
        this.texts = texts;
    }

    /** Those in whose name, or another word for it, a word begins like this; whose name itself does come first. */
    List<Page> named(String typed, StaffRights rights, Locale locale, int limit) {
        var sought = folded(typed);
        if (sought.isEmpty()) {
            return List.of();
        }
        return all(rights)
                .filter(page -> names(page).anyMatch(name -> meets(name, sought)))
                .sorted(Comparator.comparing(
                        (Candidate page) -> names(page).noneMatch(name -> name.startsWith(sought))))
                .limit(limit)
                .map(page -> new Page(page.address(), page.icon(), text(page.name(), locale)))
                .toList();
    }

    /** At the beginning of a word, or in writings without words anywhere. */
    private static boolean meets(String name, String sought) {
        return name.startsWith(sought)
                || name.contains(" " + sought)
                || (Character.isIdeographic(sought.codePointAt(0)) && name.contains(sought));
    }

    private Stream<Candidate> all(StaffRights rights) {
        var pages = new ArrayList<Candidate>();
        for (var area : rights.areas()) {
            pages.add(candidate(area));
        }
        for (var tool : Tool.values()) {
            if (tool.isFor(rights)) {
                var name = "search.page." + tool;
                pages.add(new Candidate(tool.address(), tool.icon, name, "search.also." + tool));
            }
        }
        pages.add(new Candidate("/admin/account", "person-circle", "nav.account", "search.also.account"));
        return pages.stream();
    }

    private static Candidate candidate(StaffArea area) {
        return new Candidate(area.address(), area.icon(), "area." + area.path(), "search.also." + area.path());
    }

    private Stream<String> names(Candidate page) {
        return LANGUAGES.stream()
                .flatMap(language -> Stream.of(
                                text(page.name(), language), texts.getMessage(page.also(), null, "", language))
                        .flatMap(names -> Stream.of(String.valueOf(names).split("[,，]")))
                        .map(SitePages::folded)
                        .filter(name -> !name.isEmpty()));
    }

    private String text(String key, Locale language) {
        return texts.getMessage(key, null, language);
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    record Page(String address, String icon, String name) {}

    /** @param also the key of other words for it; there may be none */
    private record Candidate(String address, String icon, String name, String also) {}
}
