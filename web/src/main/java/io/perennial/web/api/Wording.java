package io.perennial.web.api;

import io.perennial.insights.Judgement;
import io.perennial.membership.Standing;
import io.perennial.membership.Tenure;
import io.perennial.membership.Tier;
import io.perennial.points.Cap;
import io.perennial.points.Formula;
import io.perennial.points.Why;
import io.perennial.web.api.Answers.KeepAnswer;
import io.perennial.web.api.Answers.Reason;
import io.perennial.web.api.Answers.StandingAnswer;
import io.perennial.web.api.Answers.TierName;
import io.perennial.web.pages.Reasons;
import io.perennial.web.pages.RuleWording;
import io.perennial.web.pages.Voice;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts what the ports answer into the API's words. */
@Component
class Wording {

    private final Reasons reasons;
    private final RuleWording rules;

    Wording(Reasons reasons, RuleWording rules) {
        this.reasons = reasons;
        this.rules = rules;
    }

    static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    StandingAnswer standing(Standing standing, Locale locale) {
        return new StandingAnswer(
                standing.growth(),
                tier(standing.tier(), locale),
                standing.next().map(next -> tier(next, locale)).orElse(null),
                standing.missing(),
                keep(standing.tenure()));
    }

    private static @Nullable KeepAnswer keep(Tenure tenure) {
        return tenure.until()
                .map(until -> new KeepAnswer(
                        tenure.since(),
                        until,
                        tenure.counted(),
                        tenure.line(),
                        tenure.missing(),
                        tenure.graceUntil().orElse(null),
                        tenure.waitingSince().orElse(null)))
                .orElse(null);
    }

    private static TierName tier(Tier tier, Locale locale) {
        return new TierName(tier.code(), tier.name().in(locale));
    }

    Reason reason(Why why, Locale locale) {
        var trace = new LinkedHashMap<String, Object>();
        var code = switch (why) {
            case Why.Earned earned -> {
                trace.put("rule", rule(earned.rule(), locale));
                put(trace, "amount", earned.amount());
                if (earned.currency() != null) {
                    trace.put("currency", earned.currency());
                }
                trace.put("formula", formula(earned.formula()));
                put(trace, "exact", earned.exact());
                trace.put("points", earned.points());
                trace.put("growth", earned.growth());
                earned(trace, earned, locale);
                yield "earned";
            }
            case Why.EarnedNothing nothing -> {
                trace.put(
                        "rules",
                        nothing.rules().stream()
                                .map(each -> notPaid(each, locale))
                                .toList());
                yield "earned-nothing";
            }
            case Why.Spent spent -> {
                trace.put("on", spent.on().in(locale));
                yield "spent";
            }
            case Why.GivenBack back -> {
                trace.put("on", back.on().in(locale));
                trace.put("because", back.reason());
                yield "given-back";
            }
            case Why.TakenBack back -> {
                if (back.purchase() != null) {
                    trace.put("purchase", back.purchase());
                }
                put(trace, "amount", back.amount());
                trace.put("currency", back.currency());
                trace.put("due", back.due());
                trace.put("shortfall", back.shortfall());
                trace.put("growth", back.growth());
                trace.put("waited", back.waited());
                trace.put("owed", back.owed());
                if (!back.rules().isEmpty()) {
                    trace.put(
                            "rules",
                            back.rules().stream()
                                    .map(each -> reversed(each, locale))
                                    .toList());
                }
                yield "taken-back";
            }
            case Why.Released released -> {
                trace.put("entry", released.entry());
                yield "released";
            }
            case Why.Sent sent -> {
                trace.put("transfer", sent.transfer().toString());
                trace.put("party", code(sent.party()));
                yield "sent";
            }
            case Why.Received received -> {
                trace.put("transfer", received.transfer().toString());
                trace.put("party", code(received.party()));
                yield "received";
            }
            case Why.SentBack back -> {
                trace.put("transfer", back.transfer().toString());
                trace.put("because", code(back.returnedFor()));
                yield "sent-back";
            }
            case Why.Merged merged -> {
                trace.put("merge", merged.merge().toString());
                trace.put("because", code(merged.cause()));
                yield "merged";
            }
            case Why.Granted granted -> {
                trace.put("for", granted.forWhat().in(locale));
                yield "granted";
            }
            case Why.Adjusted adjusted -> {
                trace.put("reason", adjusted.reason().in(locale));
                if (adjusted.note() != null) {
                    trace.put("note", adjusted.note());
                }
                yield "adjusted";
            }
            case Why.Reinstated reinstated -> {
                trace.put("lastDay", reinstated.lastDay().toString());
                yield "reinstated";
            }
            case Why.Expired expired -> {
                trace.put("lastDay", expired.lastDay().toString());
                yield "expired";
            }
        };
        return new Reason(code, reasons.sentence(why, locale), trace);
    }

    /** What conditions, caps and other rules had to do with it; nothing for a rule without any. */
    private void earned(Map<String, Object> into, Why.Earned earned, Locale locale) {
        var trace = earned.trace();
        if (trace != null) {
            put(into, "wholeAmount", trace.whole());
            if (trace.condition() != null) {
                into.put("conditions", conditions(trace.condition(), locale));
            }
            if (trace.known() != null && trace.known().tier() != null) {
                into.put("tier", trace.known().tier());
            }
            put(into, "exactGrowth", trace.growthExact());
            if (trace.basis() != null) {
                into.put("basis", trace.basis());
            }
            if (!trace.cuts().isEmpty()) {
                into.put("cuts", trace.cuts().stream().map(Wording::cut).toList());
            }
        }
        if (!earned.beside().isEmpty()) {
            into.put(
                    "notPaid",
                    earned.beside().stream().map(each -> notPaid(each, locale)).toList());
        }
    }

    private static Map<String, Object> reversed(Why.Reversed reversed, Locale locale) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("rule", rule(reversed.rule(), locale));
        answer.put("points", reversed.points());
        answer.put("whole", reversed.whole());
        return answer;
    }

    private Map<String, Object> notPaid(Why.NotPaid notPaid, Locale locale) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("rule", rule(notPaid.rule(), locale));
        answer.put("because", code(notPaid.reason()));
        if (notPaid.other() != null) {
            answer.put("other", rule(notPaid.other(), locale));
        }
        if (notPaid.cap() != null) {
            answer.put("cap", cap(notPaid.cap()));
        }
        if (notPaid.trace() != null && notPaid.trace().condition() != null) {
            answer.put("conditions", conditions(notPaid.trace().condition(), locale));
        }
        return answer;
    }

    /** The tree as a list, outermost first: who reads it sees by the depth what belongs to what. */
    private List<Map<String, Object>> conditions(Judgement judgement, Locale locale) {
        return rules.conditions(locale, Voice.STAFF).trace(judgement).stream()
                .map(step -> Map.<String, Object>of(
                        "depth", step.depth(), "condition", step.asked(), "met", step.met(), "holds", step.holds()))
                .toList();
    }

    private static Map<String, Object> cut(Why.Cut cut) {
        return cut.cap() == null
                ? Map.of("by", "budget", "points", cut.points())
                : Map.of("by", "cap", "cap", cap(cut.cap()), "points", cut.points());
    }

    private static Map<String, Object> cap(Cap cap) {
        return Map.of("window", code(cap.window()), "measure", code(cap.measure()), "most", cap.most());
    }

    private static Map<String, Object> rule(Why.Paid rule, Locale locale) {
        var trace = new LinkedHashMap<String, Object>();
        trace.put("id", rule.id().toString());
        trace.put("version", rule.version());
        trace.put("name", rule.name().in(locale));
        return trace;
    }

    private static Map<String, Object> formula(Formula formula) {
        return switch (formula) {
            case Formula.PerAmount per ->
                Map.of("units", per.units(), "perAmount", per.perAmount().toPlainString());
            case Formula.Fixed fixed -> Map.of("units", fixed.units());
            case Formula.Multiplied multiplied ->
                Map.of("times", multiplied.factor().toPlainString());
            case Formula.ByTier byTier -> {
                var answer = new LinkedHashMap<>(formula(byTier.base()));
                var factors = new LinkedHashMap<String, Object>();
                byTier.factors().forEach((tier, factor) -> factors.put(tier, factor.toPlainString()));
                answer.put("byTier", factors);
                yield answer;
            }
            case Formula.Nothing _ -> Map.of("units", 0);
        };
    }

    /** Decimals travel as texts, so that nobody rounds them on the way. */
    private static void put(Map<String, Object> trace, String name, @Nullable BigDecimal value) {
        if (value != null) {
            trace.put(name, value.toPlainString());
        }
    }
}
