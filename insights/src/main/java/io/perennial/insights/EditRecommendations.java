package io.perennial.insights;

import io.perennial.membership.StaffId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Staff look at what goes with what, and say what must never be recommended; audited. It holds at once. */
public interface EditRecommendations {

    int LONGEST_REASON = 200;

    /** Articles by the beginning of their number or words of their name, those with most buyers first; all when empty. */
    List<Listed> find(String words, int limit);

    /** Articles that are left out, by staff or by their name, those with most buyers first. */
    List<Listed> leftOut(int limit);

    Optional<Shown> show(String sku);

    /** @param reason for the audit trail, 1 to {@value #LONGEST_REASON} characters */
    Outcome exclude(String sku, String reason, StaffId by);

    /** Lets be recommended what was excluded, or what is only named like a fee. */
    Outcome admit(String sku, String reason, StaffId by);

    enum Standing {
        RECOMMENDED,
        /** By staff. */
        EXCLUDED,
        /** It is named like postage, a fee or a discount, and staff said nothing of it. */
        LIKE_A_FEE,
        /** By staff, though named like a fee. */
        ADMITTED;

        public boolean isLeftOut() {
            return this == EXCLUDED || this == LIKE_A_FEE;
        }
    }

    /** @param buyers of late, among those who were looked at */
    record Listed(Article article, long buyers, Standing standing) {}

    /**
     * @param again buyers within a year who bought it on several days
     * @param usualDays between these, where there are any
     * @param goesWith the strongest first
     * @param word what staff said of it last
     */
    record Shown(
            Listed listed,
            long yearBuyers,
            long again,
            Optional<Integer> usualDays,
            boolean isBoughtAgain,
            List<Companion> goesWith,
            Optional<Word> word) {}

    /**
     * @param together members who bought both
     * @param strength the log-likelihood ratio
     * @param times how many times as often as if the two had nothing to do with each other
     */
    record Companion(Listed listed, long together, double strength, double times) {}

    record Word(boolean excluded, String reason, StaffId by, Instant at) {}

    sealed interface Outcome {
        record Done() implements Outcome {}

        /** Nobody ever bought an article with this number. */
        record UnknownArticle() implements Outcome {}

        record NoReason() implements Outcome {}
    }
}
