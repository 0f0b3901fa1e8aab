package io.perennial.points;

import io.perennial.membership.MemberId;
import io.perennial.points.PointsPolicy.Refunds;
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
 * It knows the two rules that a programme begins with, 24 months and 30 days, and for how long purchases wait and how far
 * refunds reach.
 */
final class LedgerModel {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final class Pile {
        private final String origin;
        private final int number;
        private long points;
        private Instant until;

        Pile(String origin, int number, long points, Instant until) {
            this.origin = origin;
            this.number = number;
            this.points = points;
            this.until = until;
        }
    }

    private static final class Waiting {
        private final String origin;
        private final int number;
        private final Instant from;
        private long points;

        Waiting(String origin, int number, long points, Instant from) {
            this.origin = origin;
            this.number = number;
            this.points = points;
            this.from = from;
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
        private final List<Waiting> waiting = new ArrayList<>();
        private long owed;
        private long growth;
        private long issued;
        private long spent;
        private long reversed;
        private long expired;
    }

    /** @param points and growth as an answer names them: below zero when something was taken */
    record Change(long points, long pending, long growth) {}

    private final int daysOfWaiting;
    private final Refunds refunds;
    private int number;

    private final Map<MemberId, Person> people = new HashMap<>();
    private final Map<String, Bought> purchases = new HashMap<>();
    private final Map<String, Map<Pile, Long>> spendings = new HashMap<>();
    private Instant now = Instant.MIN;

    LedgerModel(int daysOfWaiting, Refunds refunds) {
        this.daysOfWaiting = daysOfWaiting;
        this.refunds = refunds;
    }

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
        person(member).growth += bought.earned;
        if (daysOfWaiting == 0 || bought.earned == 0) {
            earn(member, reference, ++number, bought.earned, now);
            return new Change(bought.earned, 0, bought.earned);
        }
        var from = now.atZone(ZONE)
                .toLocalDate()
                .plusDays(daysOfWaiting + 1L)
                .atStartOfDay(ZONE)
                .toInstant();
        person(member).waiting.add(new Waiting(reference, ++number, bought.earned, from));
        return new Change(0, bought.earned, bought.earned);
    }

    Change checkIn(MemberId member, String reference) {
        earn(member, reference, ++number, 5, now);
        return new Change(5, 0, 0);
    }

    void grant(MemberId member, String key, long points, long growth) {
        earn(member, key, ++number, points, now);
        person(member).growth += growth;
    }

    private void earn(MemberId member, String origin, int number, long points, Instant available) {
        var person = person(member);
        var lastMonth = YearMonth.from(available.atZone(ZONE)).plusMonths(24);
        var until = lastMonth.plusMonths(1).atDay(1).atStartOfDay(ZONE).toInstant();
        person.piles.add(new Pile(origin, number, points - repay(person, points), until));
        person.issued += points;
    }

    private static long repay(Person person, long points) {
        var repaid = Math.min(person.owed, points);
        person.owed -= repaid;
        return repaid;
    }

    /** What has waited long enough becomes available. */
    void release() {
        people.forEach((member, person) -> {
            var due = person.waiting.stream()
                    .filter(part -> part.points > 0 && !part.from.isAfter(now))
                    .sorted(Comparator.<Waiting, Instant>comparing(part -> part.from)
                            .thenComparingInt(part -> part.number))
                    .toList();
            person.waiting.removeAll(due);
            due.forEach(part -> earn(member, part.origin, part.number, part.points, part.from));
        });
        turnTo(now);
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
        var person = person(member);
        var rest = due;
        for (var part : person.waiting) {
            if (part.origin.equals(first)) {
                var here = Math.min(rest, part.points);
                part.points -= here;
                rest -= here;
            }
        }
        var waited = due - rest;
        var taken = refunds == Refunds.ONLY_PENDING ? 0 : Math.min(rest, balance(member));
        var owing = refunds == Refunds.OVERDRAFT ? rest - taken : 0;
        draw(member, taken, first);
        person.owed += owing;
        person.reversed += taken + owing;
        person.growth -= growth;
        return new Change(-taken - owing, -waited, -growth);
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
        var drawn = spendings.remove(key).entrySet().stream()
                .sorted(Comparator.comparingInt(each -> each.getKey().number))
                .toList();
        for (var each : drawn) {
            var pile = each.getKey();
            pile.points += each.getValue() - repay(person(member), each.getValue());
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
                .thenComparing(pile -> pile.until)
                .thenComparingInt(pile -> pile.number));
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

    long pending(MemberId member) {
        return person(member).waiting.stream().mapToLong(part -> part.points).sum();
    }

    long owed(MemberId member) {
        return person(member).owed;
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

    /** Issued = redeemed + expired + reversed + outstanding, less what is owed, of all members together. */
    boolean addsUp() {
        return people.values().stream()
                                .mapToLong(person -> person.spent + person.expired + person.reversed)
                                .sum()
                        + people.keySet().stream()
                                .mapToLong(member -> balance(member) - owed(member))
                                .sum()
                == issued();
    }

    private Person person(MemberId member) {
        return people.computeIfAbsent(member, id -> new Person());
    }
}
