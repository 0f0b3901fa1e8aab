package io.perennial.web.pages;

import io.perennial.membership.Ladder;
import io.perennial.membership.LadderTerms;
import io.perennial.membership.LadderTerms.Period;
import io.perennial.membership.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;

/** Says what a tier takes, how long it holds and what happens then. */
public final class TierWords {

    private final MessageSource texts;
    private final Locale locale;

    public TierWords(MessageSource texts, Locale locale) {
        this.texts = texts;
        this.locale = locale;
    }

    /** What holds for all tiers, as sentences for members. */
    public List<String> terms(LadderTerms terms) {
        var sentences = new ArrayList<String>();
        sentences.add(text("tiers.terms." + terms.period()));
        if (terms.period() != Period.UNLIMITED) {
            sentences.add(text("tiers.terms.anew"));
            sentences.add(
                    terms.graceDays() == 0
                            ? text("tiers.terms.no-grace")
                            : text("tiers.terms.grace", terms.graceDays()));
            if (terms.noticeDays() > 0) {
                sentences.add(text("tiers.terms.notice", terms.noticeDays()));
            }
            sentences.add(text(terms.surplusCarries() ? "tiers.terms.surplus" : "tiers.terms.no-surplus"));
        }
        return sentences;
    }

    /** What it takes to enter one tier and to keep it. */
    public String lines(Tier tier, Ladder ladder) {
        if (tier.rank() == 0) {
            return text("tiers.lines.lowest");
        }
        var keeps = ladder.terms().period() == Period.UNLIMITED
                ? text("tiers.lines.enter", tier.entryLine())
                : text("tiers.lines", tier.entryLine(), tier.retentionLine());
        var places = tier.places();
        return places == null ? keeps : text("tiers.lines.places", keeps, places);
    }

    private String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, locale);
    }
}
