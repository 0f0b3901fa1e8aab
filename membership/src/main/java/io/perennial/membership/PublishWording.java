package io.perennial.membership;

/** Staff put a new wording in force; audited. What members agreed to stays what it was, under the wording they saw. */
public interface PublishWording {

    /** @param after the version that was the newest when the new one was written */
    Outcome publish(ConsentPurpose purpose, String zh, String en, int after, StaffId by);

    sealed interface Outcome {
        record Published(ConsentWording wording) implements Outcome {}

        record Unchanged() implements Outcome {}

        /** Blank, or longer than 600 characters. */
        record BadText(boolean inChinese) implements Outcome {}

        /** Somebody published another in between. */
        record ChangedMeanwhile() implements Outcome {}
    }
}
