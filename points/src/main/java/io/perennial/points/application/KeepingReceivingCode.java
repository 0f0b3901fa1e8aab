package io.perennial.points.application;

import io.perennial.membership.FollowMembers;
import io.perennial.membership.MemberId;
import io.perennial.membership.RunTransactions;
import io.perennial.points.KeepReceivingCode;
import io.perennial.points.domain.ReceivingCodes;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class KeepingReceivingCode implements KeepReceivingCode {

    private final RunTransactions transactions;
    private final ReceivingCodes codes;
    private final FollowMembers follow;
    private final Clock clock;

    KeepingReceivingCode(RunTransactions transactions, ReceivingCodes codes, FollowMembers follow, Clock clock) {
        this.transactions = transactions;
        this.codes = codes;
        this.follow = follow;
        this.clock = clock;
    }

    @Override
    public String of(MemberId member) {
        return codes.of(member)
                .orElseGet(
                        () -> transactions.run(() -> codes.put(member, ShareableCode.next(), false, clock.instant())));
    }

    @Override
    public String renew(MemberId member) {
        return transactions.run(() -> codes.put(member, ShareableCode.next(), true, clock.instant()));
    }

    @Override
    public Optional<MemberId> find(String code) {
        return codes.find(ShareableCode.read(code)).map(follow::survivor);
    }
}
