package io.perennial.insights;

import io.perennial.membership.ConsentChannel;
import io.perennial.membership.Interest;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.ReadConsents.Agreed;
import io.perennial.membership.Region;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a member, gathered from membership, from points and from the stream a few seconds after it changed.
 *
 * @param tier code of the tier held
 * @param missing growth still missing for the next tier; nothing on the highest
 * @param language ISO 639 code of two letters
 * @param balance points that can be spent
 * @param expiring the points that expire next, if any
 * @param lastActivityAt when the member last did anything
 * @param purchases those of which not everything went back
 * @param spentMinor what was paid for them in the programme's usual currency and did not go back, in its smallest unit
 * @param favouriteCategory the one of which most pieces were bought
 * @param usualHour the hour of the day, in the programme's zone, in which they do most; 0 to 23
 * @param region where they live, as they told it
 * @param tags as texts
 * @param agreed to what they agree, and did not object where it holds unasked
 * @param reachable channels by which offers may be sent to them and can arrive: they agreed, and are known there
 */
public record MemberFacts(
        MemberId member,
        MemberStatus status,
        String tier,
        long growth,
        @Nullable Long missing,
        Instant enrolledAt,
        String language,
        @Nullable LocalDate birthday,
        long balance,
        @Nullable Expiring expiring,
        @Nullable Instant lastActivityAt,
        @Nullable Instant firstPurchaseAt,
        @Nullable Instant lastPurchaseAt,
        long purchases,
        long spentMinor,
        @Nullable String favouriteCategory,
        @Nullable Integer usualHour,
        @Nullable Region region,
        Set<Interest> interests,
        Set<String> tags,
        Set<Agreed> agreed,
        Set<ConsentChannel> reachable) {

    public MemberFacts {
        interests = Set.copyOf(interests);
        tags = Set.copyOf(tags);
        agreed = Set.copyOf(agreed);
        reachable = Set.copyOf(reachable);
    }

    /** Points, and the moment at which they end. */
    public record Expiring(Instant at, long points) {}

    /** Today or later; 28 February stands for the 29th in years without one. */
    public static LocalDate nextBirthday(LocalDate birthday, LocalDate today) {
        var day = MonthDay.from(birthday);
        var thisYear = day.atYear(today.getYear());
        return thisYear.isBefore(today) ? day.atYear(today.getYear() + 1) : thisYear;
    }
}
