package io.perennial.web.adapter.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.perennial.membership.BilingualText;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.Tier;
import io.perennial.membership.TiersChanged;
import io.perennial.membership.TiersChanged.Move;
import io.perennial.web.portal.Greeting;
import io.perennial.web.portal.Greetings;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class CongratulateOnTiersChangedTests {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Greetings greetings = mock(Greetings.class);
    private final ReadLadder ladder = mock(ReadLadder.class);
    private final CongratulateOnTiersChanged congratulate = new CongratulateOnTiersChanged(greetings, ladder);
    private final MemberId member = MemberId.next();

    @BeforeEach
    void three_tiers() {
        when(ladder.ladder())
                .thenReturn(new Ladder(List.of(
                        new Tier("member", 0, new BilingualText("会员", "Member"), 0),
                        new Tier("vip", 1, new BilingualText("贵宾", "VIP"), 1_000),
                        new Tier("black", 2, new BilingualText("黑金", "Black"), 10_000))));
    }

    @Test
    void greets_for_the_highest_of_several_steps() {
        congratulate.on(new TiersChanged(
                List.of(new Move(member, "member", "vip", 1_000), new Move(member, "vip", "black", 10_000)), NOON));
        assertThat(kept()).containsExactly(new Greeting(member, "black", NOON));
    }

    @Test
    void nobody_is_congratulated_for_a_step_down() {
        congratulate.on(new TiersChanged(List.of(new Move(member, "black", "vip", 2_000)), NOON));
        verify(greetings, never()).keep(any());
    }

    @Test
    void an_import_that_lifts_thousands_is_kept_in_portions() {
        var moves = IntStream.range(0, 1_200)
                .mapToObj(_ -> new Move(MemberId.next(), "member", "vip", 1_000))
                .toList();
        congratulate.on(new TiersChanged(moves, NOON));
        verify(greetings, times(3)).keep(any());
        assertThat(kept()).hasSize(1_200);
    }

    private List<Greeting> kept() {
        ArgumentCaptor<Collection<Greeting>> kept = ArgumentCaptor.captor();
        verify(greetings, atLeastOnce()).keep(kept.capture());
        return kept.getAllValues().stream().flatMap(Collection::stream).toList();
    }
}
