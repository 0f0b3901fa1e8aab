package io.perennial.rewards;

import io.perennial.membership.MemberId;
import io.perennial.points.Points;
import io.perennial.points.ReadBalance;
import io.perennial.points.ReturnPoints;
import io.perennial.points.SpendPoints;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Points as their module promises them: an account is locked until the transaction ends, one key moves points once, and
 * what is rolled back never happened.
 */
public final class FakePoints implements SpendPoints, ReturnPoints, ReadBalance {

    private static final class Account {
        final ReentrantLock lock = new ReentrantLock();
        final AtomicLong balance = new AtomicLong();
        volatile boolean frozen;
        long entries;
        Map<String, Points> spent = new HashMap<>();
        Set<String> givenBack = new HashSet<>();
    }

    private final Map<MemberId, Account> accounts = new ConcurrentHashMap<>();
    private volatile Runnable onSpending = () -> {};

    public void give(MemberId member, long points) {
        account(member).balance.addAndGet(points);
    }

    public void freeze(MemberId member) {
        account(member).frozen = true;
    }

    /** What happens inside each spending, when its transaction has done all but the rest. */
    public void onSpending(Runnable happening) {
        onSpending = happening;
    }

    @Override
    public List<SpendPoints.Outcome> spend(List<Spending> spendings) {
        onSpending.run();
        spendings.stream().map(Spending::member).sorted().forEach(this::locked);
        return spendings.stream().map(this::booked).toList();
    }

    private SpendPoints.Outcome booked(Spending spending) {
        var account = locked(spending.member());
        var before = account.spent.get(spending.key());
        if (before != null) {
            return before.equals(spending.points())
                    ? new SpendPoints.Outcome.Spent(account.entries, Points.of(account.balance.get()))
                    : new SpendPoints.Outcome.Conflict();
        }
        if (account.frozen) {
            return new SpendPoints.Outcome.MayNotSpend();
        }
        var balance = Points.of(account.balance.get());
        if (!balance.covers(spending.points())) {
            return new SpendPoints.Outcome.NotEnough(balance, spending.points().minus(balance));
        }
        account.balance.addAndGet(-spending.points().value());
        account.spent.put(spending.key(), spending.points());
        return new SpendPoints.Outcome.Spent(++account.entries, Points.of(account.balance.get()));
    }

    @Override
    public ReturnPoints.Outcome giveBack(MemberId member, String spendingKey, String reason) {
        var account = locked(member);
        var spent = account.spent.get(spendingKey);
        if (spent == null) {
            return new ReturnPoints.Outcome.UnknownSpending();
        }
        if (account.givenBack.add(spendingKey)) {
            account.balance.addAndGet(spent.value());
            account.entries++;
        }
        return new ReturnPoints.Outcome.GivenBack(spent, Points.of(account.balance.get()));
    }

    @Override
    public Balance of(MemberId member) {
        return new Balance(Points.of(account(member).balance.get()), List.of(), Points.NONE, List.of());
    }

    @Override
    public Balance soon(MemberId member) {
        return of(member);
    }

    @Override
    public Map<MemberId, Points> of(Collection<MemberId> members) {
        return members.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        member -> Points.of(account(member).balance.get())));
    }

    private Account account(MemberId member) {
        return accounts.computeIfAbsent(member, _ -> new Account());
    }

    private Account locked(MemberId member) {
        var account = account(member);
        if (!account.lock.isHeldByCurrentThread()) {
            account.lock.lock();
            TransactionSynchronizationManager.registerSynchronization(new UndoUnlessCommitted(account));
        }
        return account;
    }

    private static final class UndoUnlessCommitted implements TransactionSynchronization {
        private final Account account;
        private final long balance;
        private final long entries;
        private final Map<String, Points> spent;
        private final Set<String> givenBack;

        UndoUnlessCommitted(Account account) {
            this.account = account;
            this.balance = account.balance.get();
            this.entries = account.entries;
            this.spent = new HashMap<>(account.spent);
            this.givenBack = new HashSet<>(account.givenBack);
        }

        @Override
        public void afterCompletion(int status) {
            if (status != STATUS_COMMITTED) {
                account.balance.set(balance);
                account.entries = entries;
                account.spent = spent;
                account.givenBack = givenBack;
            }
            account.lock.unlock();
        }
    }
}
