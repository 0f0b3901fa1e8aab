package io.perennial.referrals.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.MemberId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What holds wherever invitations are kept. */
public abstract class InvitationsContract {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final InvitationCode CODE = new InvitationCode("7K2M0V1X");
    private static final InvitationCode OTHER = new InvitationCode("7K2M0V1Y");

    private final MemberId anna = MemberId.next();
    private final MemberId ben = MemberId.next();

    protected abstract Invitations invitations();

    @Test
    void finds_code_and_inviter_of_what_was_added() {
        assertThat(invitations().add(anna, CODE, NOON)).isTrue();

        assertThat(invitations().codeOf(anna)).contains(CODE);
        assertThat(invitations().inviterOf(CODE)).contains(anna);
        assertThat(invitations().codeOf(ben)).isEmpty();
        assertThat(invitations().inviterOf(OTHER)).isEmpty();
    }

    @Test
    void lets_a_member_have_one_code_only() {
        invitations().add(anna, CODE, NOON);

        assertThat(invitations().add(anna, OTHER, NOON)).isFalse();
        assertThat(invitations().codeOf(anna)).contains(CODE);
        assertThat(invitations().inviterOf(OTHER)).isEmpty();
    }

    @Test
    void lets_a_code_belong_to_one_member_only() {
        invitations().add(anna, CODE, NOON);

        assertThat(invitations().add(ben, CODE, NOON)).isFalse();
        assertThat(invitations().codeOf(ben)).isEmpty();
        assertThat(invitations().inviterOf(CODE)).contains(anna);
    }
}
