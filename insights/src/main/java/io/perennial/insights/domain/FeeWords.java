package io.perennial.insights.domain;

import io.perennial.insights.Article;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells lines such as postage from goods by their names. Tills print them like articles, they go with everything, and nobody
 * wants to be recommended one. Staff have the last word on each.
 */
public final class FeeWords {

    /** Anywhere in a name. */
    private static final Set<String> WORDS = Set.of(
            "postage",
            "shipping",
            "freight",
            "delivery",
            "fee",
            "fees",
            "charge",
            "charges",
            "surcharge",
            "commission",
            "deposit",
            "handling",
            "tax",
            "vat",
            "tip",
            "donation",
            "refund",
            "rounding",
            "p&p");

    /** Goods are called so too, but not this alone. */
    private static final Set<String> NAMES = Set.of(
            "manual",
            "discount",
            "adjustment",
            "adjust bad debt",
            "samples",
            "sample",
            "voucher",
            "gift card",
            "bag",
            "小费");

    /** At the end of a name: a lantern for a carriage is goods. */
    private static final String LAST = "carriage";

    private static final List<String> CHINESE =
            List.of("运费", "邮费", "快递费", "配送费", "手续费", "服务费", "押金", "补差价", "差价", "打包费", "包装费", "税费", "折扣", "抹零");

    private static final Pattern BREAK = Pattern.compile("[^\\p{L}\\p{N}&]+");

    private FeeWords() {}

    public static boolean sounds(Article article) {
        var name = article.title().strip().toLowerCase(Locale.ROOT);
        return NAMES.contains(name)
                || name.endsWith(LAST)
                || CHINESE.stream().anyMatch(name::contains)
                || BREAK.splitAsStream(name).anyMatch(WORDS::contains);
    }
}
