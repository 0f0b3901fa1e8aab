package io.perennial.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.FollowMembers;
import io.perennial.membership.MemberId;
import io.perennial.testing.OnTestDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest
@OnTestDatabase
class ReferralsModuleTests {

    /** Who went into whom; here nobody, until a test says so. */
    private static final Map<MemberId, MemberId> MERGED = new ConcurrentHashMap<>();

    @TestConfiguration(proxyBeanMethods = false)
    static class Following {

        @Bean
        FollowMembers followMembers() {
            return new FollowMembers() {
                @Override
                public Map<MemberId, MemberId> survivors(Collection<MemberId> members) {
                    return MERGED;
                }

                @Override
                public List<MemberId> mergedInto(MemberId survivor) {
                    return List.of();
                }
            };
        }
    }

    @Autowired
    private InviteFriends invite;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void gives_a_member_one_code_for_ever() {
        var anna = MemberId.next();
        var code = invite.codeOf(anna);

        assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{8}");
        assertThat(invite.codeOf(anna)).isEqualTo(code);
        assertThat(invite.codeOf(MemberId.next())).isNotEqualTo(code);
    }

    @Test
    void knows_the_inviter_by_what_a_friend_types() {
        var anna = MemberId.next();
        var code = invite.codeOf(anna);

        assertThat(invite.inviterOf(" " + code.substring(0, 4).toLowerCase(Locale.ROOT) + "-" + code.substring(4)))
                .contains(anna);
        assertThat(invite.inviterOf("nonsense")).isEmpty();
        assertThat(invite.inviterOf("")).isEmpty();
    }

    @Test
    void the_code_of_a_merged_member_invites_for_the_survivor() {
        var anna = MemberId.next();
        var twice = MemberId.next();
        var old = invite.codeOf(twice);

        MERGED.put(twice, anna);

        assertThat(invite.inviterOf(old)).contains(anna);
        MERGED.clear();
    }

    @RepeatedTest(5)
    void gives_the_same_code_to_fifty_who_ask_at_the_same_time() throws Exception {
        var anna = MemberId.next();
        var start = new CyclicBarrier(50);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking = new ArrayList<Future<String>>();
            for (int i = 0; i < 50; i++) {
                asking.add(threads.submit(() -> {
                    start.await();
                    return invite.codeOf(anna);
                }));
            }
            var codes = new ArrayList<String>();
            for (var answer : asking) {
                codes.add(answer.get());
            }
            assertThat(codes).hasSize(50).containsOnly(invite.codeOf(anna));
        }
    }

    @Test
    void takes_part_in_the_callers_transaction() {
        var anna = MemberId.next();
        var codes = new ArrayList<String>();
        transaction.executeWithoutResult(status -> {
            codes.addAll(List.of(invite.codeOf(anna), invite.codeOf(anna)));
            status.setRollbackOnly();
        });

        assertThat(codes.get(0)).isEqualTo(codes.get(1));
        assertThat(invite.inviterOf(codes.get(0))).isEmpty();
    }
}
