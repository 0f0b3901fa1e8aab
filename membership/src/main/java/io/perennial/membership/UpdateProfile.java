package io.perennial.membership;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A member changes what is known of them. */
public interface UpdateProfile {

    Outcome update(Update update);

    /** @param version the version that the member was shown */
    record Update(
            MemberId member,
            @Nullable String displayName,
            Locale locale,
            ZoneId zone,
            @Nullable LocalDate birthday,
            int version) {}

    sealed interface Outcome {
        record Updated() implements Outcome {}

        /** Longer than 80 characters, or with control characters. */
        record BadName() implements Outcome {}

        /** In the future, or more than 130 years ago. */
        record BadBirthday() implements Outcome {}

        /** Someone changed the profile in between; nothing was stored. */
        record ChangedMeanwhile() implements Outcome {}
    }
}
