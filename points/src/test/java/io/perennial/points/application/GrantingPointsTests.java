package io.perennial.points.application;

import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.points.EntryKind;
import io.perennial.points.GrantPoints.Grant;
import io.perennial.points.GrantPoints.Outcome;
import io.perennial.points.Points;
import io.perennial.points.PointsGranted;
import io.perennial.points.Stories;
import io.perennial.points.Why;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrantingPointsTests {

    private final PointsInMemory points = new PointsInMemory();
    private final MemberId anna = points.enrol(1);

    @Test
    void gives_points_and_growth_and_says_what_for() {
        assertThat(grant(50, 7, "mission:1")).isEqualTo(new Outcome.Granted(1, Points.of(50)));

        var entry = points.ledger.entries(anna).getFirst();
        assertThat(entry.kind()).isEqualTo(EntryKind.GRANTED);
        assertThat(entry.key()).isEqualTo("grant:mission:1");
        assertThat(entry.why()).isEqualTo(new Why.Granted(MUG));
        assertThat(points.ledger.lots(anna).getFirst().expiresAt())
                .isEqualTo(points.policies.at(NOON).expiryOf(NOON, null));
        assertThat(points.members.growth(anna)).isEqualTo(7);
        assertThat(points.events(PointsGranted.class))
                .containsExactly(
                        new PointsGranted(List.of(new PointsGranted.Gift(anna, 1, "mission:1", 50, 7, 50)), NOON));
    }

    @Test
    void the_same_key_again_changes_nothing_and_another_content_is_a_conflict() {
        grant(50, 7, "mission:1");
        grant(5, 0, "mission:2");

        assertThat(grant(50, 7, "mission:1")).isEqualTo(new Outcome.Repeated(1, Points.of(50)));
        assertThat(grant(51, 7, "mission:1")).isEqualTo(new Outcome.Conflict(1));
        assertThat(grant(50, 8, "mission:1")).isEqualTo(new Outcome.Conflict(1));
        assertThat(points.ledger.balance(anna)).isEqualTo(Points.of(55));
        assertThat(points.members.growth(anna)).isEqualTo(7);
        assertThat(points.events(PointsGranted.class)).hasSize(2);
    }

    @Test
    void many_are_given_at_once_and_a_refused_one_harms_no_other() {
        var bela = points.enrol(2);
        var cleo = points.enrol(3);
        points.members.statuses.put(cleo, MemberStatus.CLOSED);
        grant(50, 7, "mission:1");

        var outcomes = points.grantPoints.grant(List.of(
                new Grant(bela, Points.of(5), 0, "a", MUG),
                new Grant(Stories.member(9), Points.of(5), 0, "a", MUG),
                new Grant(anna, Points.of(50), 7, "mission:1", MUG),
                new Grant(anna, Points.of(1), 2, "a", MUG),
                new Grant(bela, Points.of(6), 3, "b", MUG),
                new Grant(cleo, Points.of(5), 0, "a", MUG),
                new Grant(bela, Points.of(5), 0, "a", MUG),
                new Grant(bela, Points.of(4), 0, "a", MUG)));

        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Granted(1, Points.of(5)),
                        new Outcome.UnknownMember(),
                        new Outcome.Repeated(1, Points.of(50)),
                        new Outcome.Granted(2, Points.of(51)),
                        new Outcome.Granted(2, Points.of(11)),
                        new Outcome.MemberClosed(),
                        new Outcome.Repeated(1, Points.of(5)),
                        new Outcome.Conflict(1));
        assertThat(points.members.growth(anna)).isEqualTo(9);
        assertThat(points.members.growth(bela)).isEqualTo(3);
        assertThat(points.events(PointsGranted.class))
                .last()
                .satisfies(event -> assertThat(event.gifts())
                        .extracting(PointsGranted.Gift::key)
                        .containsExactly("a", "a", "b"));
    }

    @Test
    void growth_alone_is_an_entry_without_a_lot() {
        assertThat(grant(0, 7, "badge:1")).isEqualTo(new Outcome.Granted(1, Points.NONE));
        assertThat(points.ledger.lots(anna)).isEmpty();
    }

    @Test
    void refuses_strangers_and_closed_accounts_but_repeats_its_answer_to_them() {
        assertThat(points.grantPoints.grant(new Grant(Stories.member(9), Points.of(1), 0, "k", MUG)))
                .isEqualTo(new Outcome.UnknownMember());
        grant(50, 0, "mission:1");
        points.members.statuses.put(anna, MemberStatus.CLOSED);

        assertThat(grant(50, 0, "mission:1")).isEqualTo(new Outcome.Repeated(1, Points.of(50)));
        assertThat(grant(50, 0, "mission:2")).isEqualTo(new Outcome.MemberClosed());
        points.members.statuses.put(anna, MemberStatus.FROZEN);
        assertThat(grant(50, 0, "mission:2")).isEqualTo(new Outcome.Granted(2, Points.of(100)));
    }

    @Test
    void refuses_what_no_caller_may_ask() {
        assertThatThrownBy(() -> grant(0, 0, "k")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> grant(1, -1, "k")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> grant(1, 0, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> grant(1, 0, "k".repeat(91))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> grant(1, 0, "钥匙")).isInstanceOf(IllegalArgumentException.class);
    }

    private Outcome grant(long amount, long growth, String key) {
        return points.grantPoints.grant(new Grant(anna, Points.of(amount), growth, key, MUG));
    }
}
