package io.perennial.web.pages;

import io.perennial.insights.Condition;
import io.perennial.points.Mission.Step;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;

/** Says in the reader's language what counts for a step of a mission. Made from the step itself, so that what people read counts. */
public final class MissionWords {

    private final MessageSource texts;
    private final Locale locale;
    private final ConditionWords conditions;

    MissionWords(MessageSource texts, Locale locale, ConditionWords conditions) {
        this.texts = texts;
        this.locale = locale;
        this.conditions = conditions;
    }

    /** For instance: Each purchase counts if the item is from the category “flowers”. */
    public String counts(Step step) {
        var currency = step.currency();
        var code = currency == null ? "" : currency.getCode();
        var counted = text("mission.counts." + step.measure(), each(step), code);
        var condition = step.condition();
        if (condition.equals(Condition.none())) {
            return conditions.sentence(counted);
        }
        var sentence = conditions.sentence(
                text("rules.pays-if", counted, conditions.clause(condition, currency == null ? null : code)));
        return currency != null && condition.asks().contains(Condition.Ask.ITEMS)
                ? text("mission.counts.sentences", sentence, text("rules.only-items-that-fit"))
                : sentence;
    }

    /** "each purchase", or the programme's own word. */
    private String each(Step step) {
        var type = step.type().code();
        return Optional.ofNullable(texts.getMessage("rules.each." + type, null, null, locale))
                .orElseGet(() -> text("rules.each", type));
    }

    private String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, locale);
    }
}
