package io.perennial.membership;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who a member is, as the member and staff see it. */
public interface ReadMember {

    /** One statement: every page that a member looks at asks for it. */
    Optional<Profile> find(MemberId member);

    /** Names for lists of other modules' rows; members without a name are absent. One statement. */
    Map<MemberId, String> names(Collection<MemberId> members);

    /** What these members are known by, the oldest first; those without any are absent. One statement. */
    Map<MemberId, List<Identifier>> identifiers(Collection<MemberId> members);

    /** Birthdays of those who have told it. One statement. */
    Map<MemberId, LocalDate> birthdays(Collection<MemberId> members);

    /** Regions of those who have told it. One statement. */
    Map<MemberId, Region> regions(Collection<MemberId> members);

    /**
     * @param version grows with each change; {@link UpdateProfile} refuses an edit of an older one
     * @param closingAt when the account will be erased, if that was asked for
     * @param hasLost whether {@link KeepIdentifiers#lost} has something to tell the member
     * @param personal whether what they did may be looked at to choose what to show them; not once they switched that off
     */
    record Profile(
            MemberId member,
            MemberStatus status,
            @Nullable String displayName,
            Locale locale,
            ZoneId zone,
            @Nullable LocalDate birthday,
            @Nullable Region region,
            Set<Interest> interests,
            List<Identifier> identifiers,
            Instant enrolledAt,
            String enrolledVia,
            @Nullable Instant closingAt,
            int version,
            boolean hasLost,
            boolean personal) {

        /** Of somebody who lost nothing and switched nothing off. */
        public Profile(
                MemberId member,
                MemberStatus status,
                @Nullable String displayName,
                Locale locale,
                ZoneId zone,
                @Nullable LocalDate birthday,
                @Nullable Region region,
                Set<Interest> interests,
                List<Identifier> identifiers,
                Instant enrolledAt,
                String enrolledVia,
                @Nullable Instant closingAt,
                int version) {
            this(
                    member,
                    status,
                    displayName,
                    locale,
                    zone,
                    birthday,
                    region,
                    interests,
                    identifiers,
                    enrolledAt,
                    enrolledVia,
                    closingAt,
                    version,
                    false,
                    true);
        }
    }
}
