package io.perennial.points.domain;

import io.perennial.points.CheckLedger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * A round through all members, in the order of their ids, a share every night. Its last night goes to the end, however many
 * there are by then; so does the first round of all, which does not know how many to expect, in its first night.
 *
 * @param seen before this night
 * @param expected how many the round before had seen, 0 when there was none
 */
public record CheckRound(Instant beganAt, long seen, long expected) {

    /** How many members are looked at in a night that begins now. */
    public long share(Instant now, ZoneId zone) {
        var nights = ChronoUnit.DAYS.between(LocalDate.ofInstant(beganAt, zone), LocalDate.ofInstant(now, zone));
        var left = CheckLedger.NIGHTS - Math.max(0, nights);
        var rest = expected - seen;
        return left <= 1 || rest <= 0 ? Long.MAX_VALUE : Math.ceilDiv(rest, left);
    }
}
