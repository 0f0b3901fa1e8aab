package io.perennial.points.application;

import io.perennial.membership.MemberId;
import io.perennial.membership.RunTransactions;
import io.perennial.points.KeepHousehold;
import io.perennial.points.Points;
import io.perennial.points.PoolId;
import io.perennial.points.ReadBalance;
import io.perennial.points.SendPoints;
import io.perennial.points.SendPoints.Sending;
import io.perennial.points.TransferId;
import io.perennial.points.domain.Pools;
import io.perennial.points.domain.Pools.Pool;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;

@Component
class KeepingHousehold implements KeepHousehold {

    private static final int LONGEST_NAME = 40;
    private static final int ROUNDS = 5;

    private final RunTransactions transactions;
    private final Parties parties;
    private final Pools pools;
    private final SendingPoints sending;
    private final ReadBalance balances;
    private final Clock clock;

    KeepingHousehold(
            RunTransactions transactions,
            Parties parties,
            Pools pools,
            SendingPoints sending,
            ReadBalance balances,
            Clock clock) {
        this.transactions = transactions;
        this.parties = parties;
        this.pools = pools;
        this.sending = sending;
        this.balances = balances;
        this.clock = clock;
    }

    @Override
    public Optional<Household> of(MemberId member) {
        return pools.of(member)
                .map(pool -> new Household(
                        pool.id(),
                        pool.name(),
                        pool.code(),
                        balances.of(pool.id().account()).points(),
                        pools.people(pool.id())));
    }

    @Override
    public Outcome found(MemberId owner, String name) {
        var stripped = name.strip();
        if (stripped.isEmpty()
                || stripped.length() > LONGEST_NAME
                || stripped.chars().anyMatch(Character::isISOControl)) {
            return new Outcome.BadName();
        }
        if (!parties.of(owner).mayTakePart()) {
            return new Outcome.MayNot();
        }
        return transactions.run(() -> {
            if (pools.of(owner).isPresent()) {
                return new Outcome.InOneAlready();
            }
            var pool = new Pool(PoolId.next(), stripped, ShareableCode.next(), null);
            // Whoever is in one since then keeps it: the household is added only for who comes first.
            if (!pools.join(pool.id(), owner, true, clock.instant())) {
                return new Outcome.InOneAlready();
            }
            pools.add(pool, clock.instant());
            return new Outcome.Done();
        });
    }

    @Override
    public Outcome join(MemberId member, String code) {
        if (!parties.of(member).mayTakePart()) {
            return new Outcome.MayNot();
        }
        return transactions.run(() -> {
            if (pools.of(member).isPresent()) {
                return new Outcome.InOneAlready();
            }
            var found = pools.byCode(ShareableCode.read(code)).flatMap(pool -> pools.lock(pool.id()));
            if (found.isEmpty()) {
                return new Outcome.UnknownCode();
            }
            var pool = found.get().id();
            if (pools.people(pool).size() >= MOST_PEOPLE) {
                return new Outcome.Full();
            }
            return pools.join(pool, member, false, clock.instant()) ? new Outcome.Done() : new Outcome.InOneAlready();
        });
    }

    @Override
    public Outcome allow(MemberId owner, MemberId member, boolean mayDraw) {
        return asOwner(owner, pool -> {
            var person = pools.people(pool.id()).stream()
                    .filter(each -> each.member().equals(member) && !each.isOwner())
                    .findFirst();
            if (person.isEmpty()) {
                return new Outcome.MayNot();
            }
            pools.change(member, false, mayDraw);
            return new Outcome.Done();
        });
    }

    @Override
    public Outcome renewCode(MemberId owner) {
        return asOwner(owner, pool -> {
            pools.recode(pool.id(), ShareableCode.next());
            return new Outcome.Done();
        });
    }

    @Override
    public Outcome leave(MemberId member) {
        var pool = pools.of(member);
        if (pool.isEmpty()) {
            return new Outcome.MayNot();
        }
        return depart(pool.get(), member);
    }

    @Override
    public Outcome remove(MemberId owner, MemberId member) {
        var pool = pools.of(owner);
        if (pool.isEmpty() || owner.equals(member) || !isOwner(pool.get(), owner)) {
            return new Outcome.MayNot();
        }
        var there = pools.people(pool.get().id()).stream()
                .anyMatch(each -> each.member().equals(member));
        return there ? depart(pool.get(), member) : new Outcome.MayNot();
    }

    /**
     * The points first: while any are left in the household, they are still one of it, so that it may be tried again. Whatever
     * they put in meanwhile goes back as well, before they are no longer one of it.
     */
    private Outcome depart(Pool pool, MemberId member) {
        var household = pool.id().account();
        for (var round = 0; round < ROUNDS; round++) {
            sending.giveBackContributions(household, member, "leave:%s:%s".formatted(member, TransferId.next()));
            if (transactions.runAlone(() -> isGone(pool, member))) {
                return new Outcome.Done();
            }
        }
        throw new PessimisticLockingFailureException("they put points in as fast as they go back");
    }

    /** @return whether they are no longer one of it; not while anything of theirs is left that could go back to them */
    private boolean isGone(Pool pool, MemberId member) {
        if (sending.hasContributions(pool.id().account(), member) && parties.mayGet(member)) {
            return false;
        }
        if (pools.lock(pool.id()).isEmpty()) {
            return true;
        }
        pools.leave(pool.id(), member);
        var rest = pools.people(pool.id());
        if (rest.isEmpty()) {
            pools.close(pool.id(), clock.instant());
        } else if (rest.stream().noneMatch(Person::isOwner)) {
            pools.change(rest.getFirst().member(), true, true);
        }
        return true;
    }

    @Override
    public SendPoints.Outcome putIn(MemberId member, Points points, String key) {
        return pools.of(member)
                .map(pool -> sending.send(new Sending(member, pool.id().account(), points, key)))
                .orElseGet(SendPoints.Outcome.MayNotSend::new);
    }

    @Override
    public SendPoints.Outcome takeOut(MemberId member, Points points, String key) {
        var pool = pools.of(member)
                .filter(each -> pools.people(each.id()).stream()
                        .anyMatch(person -> person.member().equals(member) && person.mayDraw()));
        return pool.map(each -> sending.send(new Sending(each.id().account(), member, points, key), member, false))
                .orElseGet(SendPoints.Outcome.MayNotSend::new);
    }

    private interface OwnersWish {
        Outcome carryOut(Pool pool);
    }

    private Outcome asOwner(MemberId owner, OwnersWish wish) {
        Supplier<Outcome> work = () -> {
            var pool = pools.of(owner).flatMap(each -> pools.lock(each.id())).filter(each -> isOwner(each, owner));
            return pool.isEmpty() ? new Outcome.MayNot() : wish.carryOut(pool.get());
        };
        return transactions.run(work);
    }

    private boolean isOwner(Pool pool, MemberId member) {
        return pools.people(pool.id()).stream()
                .anyMatch(person -> person.member().equals(member) && person.isOwner());
    }
}
