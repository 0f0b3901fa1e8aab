package io.perennial.points;

import io.perennial.membership.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a ledger ought to say, written as simply as it can be: no entries, no locks, points expire the moment they are over.
 * It knows the two rules that a programme begins with, 24 months and 30 days.
 */
final class LedgerModel {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final class Pile {
        private final String origin;
        private long points;
        private Instant until;

        Pile(String origin, long points, Instant until) {
            this.origin = origin;
            this.points = points;
            this.until = until;
        }
    }

    private static final class Bought {
        private final MemberId member;
        private final long paid;
        private final long earned;
        private long refunded;
        private long claimed;
        private long growthTaken;

        Bought(MemberId member, long paid) {
            this.member = member;
            this.paid = paid;
            this.earned = paid / 100;
        }
    }

    private static final class Person {
        private final List<Pile> piles = new ArrayList<>();
        private long growth;
        private long issued;
        private long spent;
        private long reversed;
        private long expired;
    }

    /** @param points and growth as an answer names them: below zero when something was taken */
    record Change(long points, long growth) {}

    private final Map<MemberId, Person> people = new HashMap<>();
    private final Map<String, Bought> purchases = new HashMap<>();
    private final Map<String, Map<Pile, Long>> spendings = new HashMap<>();
    private Instant now = Instant.MIN;

    void turnTo(Instant instant) {
        now = instant;
        for (var person : people.values()) {
            for (var pile : person.piles) {
                if (!pile.until.isAfter(now)) {
                    person.expired += pile.points;
                    pile.points = 0;
                }
            }
        }
    }

    Change buy(MemberId member, String reference, long fen) {
        var bought = new Bought(member, fen);
        purchases.put(reference, bought);
        earn(member, reference, bought.earned);
        person(member).growth += bought.earned;
        return new Change(bought.earned, bought.earned);
    }

    Change checkIn(MemberId member, String reference) {
        earn(member, reference, 5);
        return new Change(5, 0);
    }

    private void earn(MemberId member, String origin, long points) {
        var lastMonth = YearMonth.from(now.atZone(ZONE)).plusMonths(24);
        var until = lastMonth.plusMonths(1).atDay(1).atStartOfDay(ZONE).toInstant();
        person(member).piles.add(new Pile(origin, points, until));
        person(member).issued += points;
    }

    boolean mayRefund(MemberId member, String purchase, long fen) {
        var bought = purchases.get(purchase);
        return bought.member.equals(member) && bought.refunded + fen <= bought.paid;
    }

    Change refund(MemberId member, String purchase, long fen) {
        var bought = purchases.get(purchase);
        bought.refunded += fen;
        var rest = (bought.paid - bought.refunded) / 100;
        var due = Math.max(0, bought.earned - bought.claimed - rest);
        var growth = Math.min(person(member).growth, Math.max(0, bought.earned - bought.growthTaken - rest));
        bought.claimed += due;
        bought.growthTaken += growth;
        return takeBack(member, due, growth, purchase);
    }

    Change refundWithoutPurchase(MemberId member, long fen) {
        return takeBack(member, fen / 100, Math.min(person(member).growth, fen / 100), "");
    }

    private Change takeBack(MemberId member, long due, long growth, String first) {
        var taken = Math.min(due, balance(member));
        draw(member, taken, first);
        person(member).reversed += taken;
        person(member).growth -= growth;
        return new Change(-taken, -growth);
    }

    boolean spend(MemberId member, long points, String key) {
        if (points > balance(member)) {
            return false;
        }
        spendings.put(key, draw(member, points, ""));
        person(member).spent += points;
        return true;
    }

    /** @return what came back */
    long giveBack(MemberId member, String key) {
        var back = 0L;
        var least = now.plus(Duration.ofDays(30));
        for (var each : spendings.remove(key).entrySet()) {
            var pile = each.getKey();
            pile.points += each.getValue();
            back += each.getValue();
            if (pile.until.isBefore(least)) {
                pile.until = least.atZone(ZONE)
                        .toLocalDate()
                        .plusDays(1)
                        .atStartOfDay(ZONE)
                        .toInstant();
            }
        }
        person(member).spent -= back;
        return back;
    }

    private Map<Pile, Long> draw(MemberId member, long points, String first) {
        var drawn = new HashMap<Pile, Long>();
        var order = new ArrayList<>(person(member).piles);
        order.sort(Comparator.<Pile, Boolean>comparing(pile -> !pile.origin.equals(first))
                .thenComparing(pile -> pile.until));
        var missing = points;
        for (var pile : order) {
            var here = Math.min(missing, pile.points);
            if (here > 0) {
                pile.points -= here;
                missing -= here;
                drawn.put(pile, here);
            }
        }
        return drawn;
    }

    long balance(MemberId member) {
        return person(member).piles.stream().mapToLong(pile -> pile.points).sum();
    }

    long growth(MemberId member) {
        return person(member).growth;
    }

    /** Points by the instant at which they are over. */
    Map<Instant, Long> expiring(MemberId member) {
        var expiring = new TreeMap<Instant, Long>();
        for (var pile : person(member).piles) {
            if (pile.points > 0) {
                expiring.merge(pile.until, pile.points, Long::sum);
            }
        }
        return expiring;
    }

    long issued() {
        return people.values().stream().mapToLong(person -> person.issued).sum();
    }

    /** Issued = redeemed + expired + reversed + outstanding, of all members together. */
    boolean addsUp() {
        return people.values().stream()
                                .mapToLong(person -> person.spent + person.expired + person.reversed)
                                .sum()
                        + people.keySet().stream().mapToLong(this::balance).sum()
                == issued();
    }

    private Person person(MemberId member) {
        return people.computeIfAbsent(member, id -> new Person());
    }
}
