package io.perennial.web.adapter.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.MemberId;
import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.TestDatabase;
import io.perennial.web.portal.Greeting;
import io.perennial.web.portal.Greetings;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnTestDatabase.Reset.class)
class JooqGreetingsTests {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

    private final Greetings greetings = new JooqGreetings(TestDatabase.get().dsl());
    private final MemberId member = MemberId.next();

    @Test
    void keeps_one_greeting_for_each_of_many() {
        var all = IntStream.range(0, 500)
                .mapToObj(_ -> new Greeting(MemberId.next(), "vip", NOON))
                .toList();
        greetings.keep(all);
        assertThat(greetings.waitingFor(all.getFirst().member())).contains(all.getFirst());
        assertThat(greetings.waitingFor(all.getLast().member())).contains(all.getLast());
        assertThat(greetings.waitingFor(member)).isEmpty();
    }

    @Test
    void nothing_to_keep_is_no_statement() {
        greetings.keep(List.of());
        assertThat(greetings.waitingFor(member)).isEmpty();
    }

    @Test
    void an_event_told_twice_does_not_greet_twice() {
        keep("vip", NOON);
        greetings.putAway(member);
        keep("vip", NOON);
        assertThat(greetings.waitingFor(member)).isEmpty();
    }

    @Test
    void a_later_tier_greets_again_and_an_earlier_one_told_late_does_not() {
        keep("vip", NOON);
        greetings.putAway(member);
        keep("black", NOON.plusSeconds(1));
        keep("vip", NOON);
        assertThat(greetings.waitingFor(member)).contains(new Greeting(member, "black", NOON.plusSeconds(1)));
    }

    private void keep(String tier, Instant since) {
        greetings.keep(List.of(new Greeting(member, tier, since)));
    }
}
