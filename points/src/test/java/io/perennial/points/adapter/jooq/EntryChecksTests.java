package io.perennial.points.adapter.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.perennial.points.Stories;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.points.VerifyLedger.Fault;
import io.perennial.points.domain.Fingerprint;
import io.perennial.points.domain.SealedText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the database refuses to store, so that it has to be shown without one. */
class EntryChecksTests {

    private final Faults faults = new Faults();
    private final EntryChecks checks = new EntryChecks((_, _) -> Optional.empty(), faults);
    private Fingerprint head = Fingerprint.NONE;

    @Test
    void finds_nothing_wrong_with_entries_one_after_the_other() {
        enter(1, "grant:a", 5, 5, 0);
        enter(2, "grant:b", 5, 10, 0);

        assertThat(faults.all()).isEmpty();
    }

    @Test
    void names_a_key_that_is_there_twice() {
        enter(1, "grant:a", 5, 5, 0);
        enter(2, "grant:a", 5, 10, 0);

        assertThat(faults.all()).containsExactly(fault(Breach.ENTRY_KEY_TWICE, 2, "grant:a", ""));
    }

    @Test
    void names_what_is_owed_while_points_are_there() {
        enter(1, "grant:a", 5, 6, 1);

        assertThat(faults.all()).containsExactly(fault(Breach.ENTRY_DEBT, 1, "1", "6"));
        assertThat(List.of(
                        EntryChecks.areImpossible(0, 0),
                        EntryChecks.areImpossible(3, 0),
                        EntryChecks.areImpossible(0, 3),
                        EntryChecks.areImpossible(-1, 0),
                        EntryChecks.areImpossible(0, -1),
                        EntryChecks.areImpossible(1, 1)))
                .containsExactly(false, false, false, true, true, true);
    }

    @Test
    void names_a_hundred_faults_and_no_more() {
        for (int sequence = 1; sequence <= 150; sequence++) {
            enter(sequence, "mug:" + sequence, 1, sequence, 0);
        }

        assertThat(faults.all())
                .hasSize(100)
                .extracting(Fault::breach, Fault::subject, Fault::found)
                .endsWith(tuple(Breach.ENTRY_KEY, "100", "mug:100"));
    }

    private void enter(long sequence, String key, long points, long balanceAfter, long owedAfter) {
        var text = new SealedText(
                Stories.member(1).value(),
                sequence,
                "GRANTED",
                points,
                0,
                0,
                balanceAfter,
                owedAfter,
                key,
                null,
                null,
                null,
                null,
                Stories.NOON,
                Stories.NOON,
                "{}");
        head = text.after(head);
        checks.entry(text, head);
    }

    private static Fault fault(Breach breach, long sequence, String found, String expected) {
        return new Fault(breach, Stories.member(1), String.valueOf(sequence), found, expected);
    }
}
