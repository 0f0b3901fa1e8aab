package io.perennial.referrals.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.perennial.membership.FollowMembers;
import io.perennial.membership.MemberId;
import io.perennial.referrals.domain.InMemoryInvitations;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class InvitingFriendsTests {

    private final InMemoryInvitations invitations = new InMemoryInvitations();

    @Test
    void draws_another_code_when_the_first_is_taken() {
        var anna = MemberId.next();
        var ben = MemberId.next();
        // The same seed draws the same codes, so Ben's first one is Anna's.
        var annas = inviting(new Random(1)).codeOf(anna);
        var bens = inviting(new Random(1)).codeOf(ben);

        assertThat(bens).isNotEqualTo(annas);
        assertThat(inviting(new Random(2)).inviterOf(annas)).contains(anna);
        assertThat(inviting(new Random(2)).inviterOf(bens)).contains(ben);
    }

    @Test
    void gives_up_when_every_code_it_draws_is_taken() {
        RandomGenerator alwaysTheSame = () -> 0L;
        inviting(alwaysTheSame).codeOf(MemberId.next());

        assertThatIllegalStateException()
                .isThrownBy(() -> inviting(alwaysTheSame).codeOf(MemberId.next()));
    }

    private InvitingFriends inviting(RandomGenerator random) {
        return new InvitingFriends(invitations, new NobodyMerged(), Clock.systemUTC(), random);
    }

    private static final class NobodyMerged implements FollowMembers {

        @Override
        public Map<MemberId, MemberId> survivors(Collection<MemberId> members) {
            return Map.of();
        }

        @Override
        public List<MemberId> mergedInto(MemberId survivor) {
            return List.of();
        }
    }
}
