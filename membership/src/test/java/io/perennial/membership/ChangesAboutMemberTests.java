package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

@MembershipTest
class ChangesAboutMemberTests {

    private final ReadAuditTrail audit;
    private final RecordChange recordChange;
    private final TransactionTemplate transaction;
    private final TurnableClock clock;
    private final MemberId member = MemberId.next();

    ChangesAboutMemberTests(
            ReadAuditTrail audit, RecordChange recordChange, TransactionTemplate transaction, TurnableClock clock) {
        this.audit = audit;
        this.recordChange = recordChange;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Test
    void are_told_newest_first_whatever_was_changed() {
        var beginning = clock.instant();
        record("member.frozen", "member", member);
        record("redemption.cancelled", "redemption", member);
        record("member.frozen", "member", MemberId.next());
        record("rule.published", "rule", null);
        record("member.unfrozen", "member", member);

        assertThat(actions(Set.of(), clock.instant(), 10))
                .containsExactly("member.unfrozen", "redemption.cancelled", "member.frozen");
        assertThat(actions(Set.of("redemption.cancelled"), clock.instant(), 2))
                .containsExactly("member.unfrozen", "member.frozen");
        assertThat(actions(Set.of(), beginning.plus(Duration.ofDays(1)), 10))
                .containsExactly("redemption.cancelled", "member.frozen");
        assertThat(actions(Set.of(), beginning.minusSeconds(1), 10)).isEmpty();
        for (var limit : List.of(0, 10_001)) {
            assertThatThrownBy(() -> actions(Set.of(), beginning, limit)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void record(String action, String kind, @Nullable MemberId about) {
        transaction.executeWithoutResult(_ -> recordChange.record(
                new RecordChange.Change(null, action, kind, MemberId.next().toString(), null, null, about)));
        clock.turn(Duration.ofDays(1));
    }

    private List<String> actions(Set<String> except, Instant until, int limit) {
        return audit.about(member, except, until, limit).stream()
                .map(ReadAuditTrail.Line::action)
                .toList();
    }
}
