package io.perennial.web.admin;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which kinds of conditions a form offers. */
enum ConditionOffer {
    /** About an activity and its member, when it happened: for rules and missions. */
    ACTIVITIES(questions(
            "who", List.of("tier", "segment", "first-purchase", "birthday-month", "share"),
            "what", List.of("item-named", "category", "article", "amount", "currency"),
            "where", List.of("store", "channel"),
            "when", List.of("weekday", "day-of-month", "time"))),
    /** About a member, now: for segments. */
    MEMBERS(questions(
            "who",
                    List.of(
                            "tier",
                            "segment",
                            "enrolled-within",
                            "birthday-month",
                            "birthday-within",
                            "tag",
                            "region",
                            "interest",
                            "language",
                            "agreed",
                            "status",
                            "share"),
            "did",
                    List.of(
                            "did",
                            "spent",
                            "seen-within",
                            "favourite-category",
                            "rfm-recency",
                            "rfm-frequency",
                            "rfm-money"),
            "points", List.of("balance", "points-expiring", "growth", "near-next-tier"))),
    /** About one thing that a member did. */
    DEEDS(questions(
            "what", List.of("item-named", "category", "article", "amount", "currency"),
            "where", List.of("store", "channel"),
            "when", List.of("weekday", "day-of-month", "time")));

    private final Map<String, List<String>> questions;

    ConditionOffer(Map<String, List<String>> questions) {
        this.questions = questions;
    }

    private static Map<String, List<String>> questions(Object... each) {
        var questions = new LinkedHashMap<String, List<String>>();
        for (var at = 0; at < each.length; at += 2) {
            questions.put(
                    (String) each[at],
                    ((List<?>) each[at + 1]).stream().map(Object::toString).toList());
        }
        return Collections.unmodifiableMap(questions);
    }

    /** The kinds by what they ask, in the order in which they are offered. */
    public Map<String, List<String>> questions() {
        return questions;
    }

    boolean has(String kind) {
        return questions.values().stream().anyMatch(kinds -> kinds.contains(kind));
    }
}
