package io.perennial.insights.application;

import io.perennial.insights.Condition;
import io.perennial.insights.CountAudience;
import io.perennial.insights.domain.Audiences;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Outside a transaction: a statement that is stopped leaves nothing behind that had to be undone. */
@Component
class CountingAudience implements CountAudience {

    private final Audiences audiences;
    private final Clock clock;

    CountingAudience(Audiences audiences, Clock clock) {
        this.audiences = audiences;
        this.clock = clock;
    }

    @Override
    public Outcome count(Condition condition) {
        if (!condition.strangersIn(Condition.Place.MEMBER).isEmpty()) {
            throw new IllegalArgumentException("a segment asks about members, not about single activities");
        }
        var now = clock.instant();
        return audiences
                .count(condition, now, EXACTLY)
                .or(() -> audiences.estimate(condition, now, ABOUT))
                .<Outcome>map(Outcome.Counted::new)
                .orElseGet(Outcome.TookTooLong::new);
    }
}
