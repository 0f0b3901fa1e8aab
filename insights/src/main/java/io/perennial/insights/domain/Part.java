package io.perennial.insights.domain;

import io.perennial.insights.Activity;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A part of an activity's content, which is everything but its business key. Named as in {@link Activity}. */
enum Part {
    MEMBER("member", Activity::member),
    TYPE("type", Activity::type),
    HAPPENED_AT("happenedAt", Activity::happenedAt),
    CHANNEL("channel", Activity::channel),
    STORE("store", Activity::store),
    AMOUNT("amount", Activity::amount),
    REFUND_OF("refundOf", Activity::refundOf),
    ITEMS("items", Activity::items);

    private final String word;
    private final Function<Activity, @Nullable Object> value;

    Part(String word, Function<Activity, @Nullable Object> value) {
        this.word = word;
        this.value = value;
    }

    String word() {
        return word;
    }

    static List<String> differing(Activity one, Activity other) {
        return Stream.of(values())
                .filter(part -> !Objects.equals(part.value.apply(one), part.value.apply(other)))
                .map(Part::word)
                .toList();
    }
}
