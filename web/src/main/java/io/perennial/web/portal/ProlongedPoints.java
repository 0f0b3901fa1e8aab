package io.perennial.web.portal;

import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.points.ReadExtensions;
import io.perennial.points.ReadExtensions.Extended;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** Points whose end was put off lately, for the member to read why. */
@Component
class ProlongedPoints {

    private static final int MOST = 5;
    private static final Duration LATELY = Duration.ofDays(60);

    private final ReadExtensions extensions;
    private final Programme programme;
    private final Clock clock;

    ProlongedPoints(ReadExtensions extensions, Programme programme, Clock clock) {
        this.extensions = extensions;
        this.programme = programme;
        this.clock = clock;
    }

    List<Extended> of(MemberId member) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, programme.zone());
        return extensions.of(member, MOST).stream()
                .filter(each ->
                        each.at().isAfter(now.minus(LATELY)) && !each.isUntil().isBefore(today))
                .toList();
    }
}
