package io.perennial.insights.adapter.listener;

import io.perennial.insights.KeepFacts;
import io.perennial.membership.ConsentChanged;
import io.perennial.membership.IdentifiersChanged;
import io.perennial.membership.MemberStatusChanged;
import io.perennial.membership.MembersEnrolled;
import io.perennial.membership.ProfileUpdated;
import io.perennial.membership.TagsChanged;
import io.perennial.membership.TiersChanged;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Facts tell what membership knows. Only a note is made here, in the transaction of the change itself, so that it is neither
 * lost nor waited for.
 */
@Component
class GatherOnMembersChanged {

    private final KeepFacts facts;

    GatherOnMembersChanged(KeepFacts facts) {
        this.facts = facts;
    }

    @EventListener
    void on(MembersEnrolled event) {
        facts.changed(event.members());
    }

    @EventListener
    void on(TiersChanged event) {
        facts.changed(event.moves().stream().map(TiersChanged.Move::member).toList());
    }

    @EventListener
    void on(ProfileUpdated event) {
        facts.changed(List.of(event.member()));
    }

    @EventListener
    void on(MemberStatusChanged event) {
        facts.changed(List.of(event.member()));
    }

    @EventListener
    void on(TagsChanged event) {
        facts.changed(List.of(event.member()));
    }

    @EventListener
    void on(ConsentChanged event) {
        facts.changed(List.of(event.member()));
    }

    @EventListener
    void on(IdentifiersChanged event) {
        facts.changed(List.of(event.member()));
    }
}
