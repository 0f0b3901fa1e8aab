package io.perennial.web.api;

import io.perennial.membership.Standing;
import io.perennial.membership.Tier;
import io.perennial.points.Formula;
import io.perennial.points.Why;
import io.perennial.web.api.Answers.Reason;
import io.perennial.web.api.Answers.StandingAnswer;
import io.perennial.web.api.Answers.TierName;
import io.perennial.web.pages.Reasons;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts what the ports answer into the API's words. */
@Component
class Wording {

    private final Reasons reasons;

    Wording(Reasons reasons) {
        this.reasons = reasons;
    }

    static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    StandingAnswer standing(Standing standing, Locale locale) {
        return new StandingAnswer(
                standing.growth(),
                tier(standing.tier(), locale),
                standing.next().map(next -> tier(next, locale)).orElse(null),
                standing.missing());
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
                yield "earned";
            }
            case Why.EarnedNothing nothing -> {
                trace.put(
                        "rules",
                        nothing.rules().stream()
                                .map(each -> Map.of("rule", rule(each.rule(), locale), "because", code(each.reason())))
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
                yield "taken-back";
            }
            case Why.Released released -> {
                trace.put("entry", released.entry());
                yield "released";
            }
            case Why.Granted granted -> {
                trace.put("for", granted.forWhat().in(locale));
                yield "granted";
            }
            case Why.Expired expired -> {
                trace.put("lastDay", expired.lastDay().toString());
                yield "expired";
            }
        };
        return new Reason(code, reasons.sentence(why, locale), trace);
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
