package io.perennial.web.admin;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which kinds of conditions a form offers. */
enum ConditionOffer {
    /** About an activity and its member, when it happened: for rules and missions. */
    ACTIVITIES(questions(
            List.of("tier", "first-purchase", "birthday-month", "share"),
            List.of("item-named", "category", "article", "amount", "currency"),
            List.of("store", "channel"),
            List.of("weekday", "day-of-month", "time")));

    private final Map<String, List<String>> questions;

    ConditionOffer(Map<String, List<String>> questions) {
        this.questions = questions;
    }

    private static Map<String, List<String>> questions(
            List<String> who, List<String> what, List<String> where, List<String> when) {
        var questions = new LinkedHashMap<String, List<String>>();
        questions.put("who", who);
        questions.put("what", what);
        questions.put("where", where);
        questions.put("when", when);
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
