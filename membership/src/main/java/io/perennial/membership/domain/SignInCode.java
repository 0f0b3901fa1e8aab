package io.perennial.membership.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The last code that went out to a phone or an address, and how many went out that day.
 *
 * @param sentOn the day of the programme's zone on which it went out
 */
public record SignInCode(
        CodeHash hash, int triesLeft, Instant sentAt, Instant expiresAt, LocalDate sentOn, int sentToday) {

    public static final Duration VALID_FOR = Duration.ofMinutes(5);

    private static final int TRIES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(60);
    private static final int MOST_A_DAY = 10;

    /** Of someone to whom no code went out yet. */
    public static SignInCode none(Instant now, ZoneId zone) {
        var before = now.minus(PAUSE);
        return new SignInCode(CodeHash.stored(new byte[0]), 0, before, before, LocalDate.ofInstant(now, zone), 0);
    }

    /** How long to wait until the next code may go out, if not now. */
    public Optional<Duration> waitFor(Instant now, ZoneId zone) {
        var today = LocalDate.ofInstant(now, zone);
        if (sentOn.equals(today) && sentToday >= MOST_A_DAY) {
            return Optional.of(Duration.between(now, today.plusDays(1).atStartOfDay(zone)));
        }
        return Optional.of(Duration.between(now, sentAt.plus(PAUSE))).filter(Duration::isPositive);
    }

    /** The code that takes this one's place. */
    public SignInCode next(CodeHash code, Instant now, ZoneId zone) {
        var today = LocalDate.ofInstant(now, zone);
        return new SignInCode(code, TRIES, now, now.plus(VALID_FOR), today, sentOn.equals(today) ? sentToday + 1 : 1);
    }
}
