package io.perennial.membership;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A member changes what is known of them, or staff do so for them. */
public interface UpdateProfile {

    Outcome update(Update update);

    /** The same by staff at the member's wish; audited by what was changed, without the values, which are the member's. */
    Outcome correct(Update update, StaffId by);

    /** @param version the version that the member was shown */
    record Update(
            MemberId member,
            @Nullable String displayName,
            Locale locale,
            ZoneId zone,
            @Nullable LocalDate birthday,
            @Nullable Region region,
            Set<Interest> interests,
            int version) {

        public Update {
            interests = interests.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(interests));
        }

        /** What the profile says, to be changed in part. */
        public static Update of(ReadMember.Profile profile) {
            return new Update(
                    profile.member(),
                    profile.displayName(),
                    profile.locale(),
                    profile.zone(),
                    profile.birthday(),
                    profile.region(),
                    profile.interests(),
                    profile.version());
        }
    }

    sealed interface Outcome {
        /** Also when all was as it had been. */
        record Updated() implements Outcome {}

        /** Longer than 80 characters, or with control characters. */
        record BadName() implements Outcome {}

        /** In the future, or more than 130 years ago. */
        record BadBirthday() implements Outcome {}

        /** Someone changed the profile in between, or there is no such member; nothing was stored. */
        record ChangedMeanwhile() implements Outcome {}
    }
}
