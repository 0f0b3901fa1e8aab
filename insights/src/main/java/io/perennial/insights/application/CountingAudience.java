package io.perennial.insights.application;

import io.perennial.insights.Condition;
import io.perennial.insights.CountAudience;
import io.perennial.insights.domain.Audiences;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class CountingAudience implements CountAudience {

    private final Audiences audiences;
    private final Clock clock;

    CountingAudience(Audiences audiences, Clock clock) {
        this.audiences = audiences;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Audience count(Condition condition) {
        if (!condition.strangersIn(Condition.Place.MEMBER).isEmpty()) {
            throw new IllegalArgumentException("a segment asks about members, not about single activities");
        }
        return audiences.count(condition, clock.instant());
    }
}
