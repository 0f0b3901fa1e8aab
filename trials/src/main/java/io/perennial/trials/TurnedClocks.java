package io.perennial.trials;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The application's clock jumps: forwards to nights when clocks change, to leap days, years' ends and ends of points, a second
 * before or after; and now and then back by up to two hours. The database's clock stays where it is.
 */
final class TurnedClocks implements Trial {

    private static final int JUMPS = 40;
    private static final int MEMBERS = 5;
    private static final int EACH = 8;
    private static final List<ZoneId> ZONES =
            List.of(ZoneId.of("Asia/Shanghai"), ZoneId.of("Europe/London"), ZoneId.of("America/New_York"));

    @Override
    public String name() {
        return "turned-clocks";
    }

    @Override
    public String title() {
        return "clock jumps, daylight saving, leap day, year end, database and application clocks apart";
    }

    @Override
    public void round(Stage stage, RandomGenerator random) throws Exception {
        var shop = new Shop(stage, MEMBERS);
        var told = new ArrayList<Told>();
        var by = Duration.ZERO;
        try {
            // What a trial before this one left behind would be years old, and is looked into after a day.
            stage.handOutEvents();
            var moments = moments(random);
            try (var till = shop.new Till()) {
                for (var moment : moments) {
                    var jump = Duration.between(Instant.now(), moment);
                    var isBack = random.nextInt(4) == 0;
                    by = isBack ? by.minusSeconds(random.nextInt(7_200)) : jump.compareTo(by) > 0 ? jump : by;
                    var now = Instant.parse(stage.application().ask("turn " + by));
                    stage.tally().turns.increment();
                    for (int i = 0; i < EACH; i++) {
                        var next = i % 4 == 3 && !told.isEmpty() ? Shop.any(random, told) : at(shop, now, random);
                        told.add(next);
                        shop.send(next, till);
                    }
                    stage.application().ask("expire");
                    stage.application().ask("settle");
                }
            }
            stage.handOutEvents();
            // What happened before a clock went back may lie ahead of it now: it is judged when time has passed again.
            stage.application().ask("turn " + by.plusHours(48));
            shop.judge(random);
        } finally {
            stage.application().ask("turn PT0S");
        }
    }

    private static Told at(Shop shop, Instant now, RandomGenerator random) {
        var any = shop.anything(random);
        if (any.operation() instanceof Operation.Purchase purchase) {
            shop.forget(any);
            return shop.ask(new Operation.Purchase(
                    purchase.member(), purchase.reference(), now.minusMillis(random.nextInt(2_000)), purchase.yuan()));
        }
        return any;
    }

    /** In their order. */
    private static List<Instant> moments(RandomGenerator random) {
        var moments = new ArrayList<Instant>();
        var year = LocalDate.now(ZoneId.of("UTC")).getYear();
        while (moments.size() < JUMPS) {
            var zone = Shop.any(random, ZONES);
            var in = year + 1 + random.nextInt(3);
            var local = Shop.any(
                    random,
                    List.of(
                            LocalDate.of(in, 1, 1).atStartOfDay(),
                            LocalDate.of(in, 2, 28).plusDays(1).atStartOfDay(),
                            LocalDate.of(in, 3, 1).atStartOfDay(),
                            lastSunday(in, 3).atTime(1, 30),
                            lastSunday(in, 10).atTime(1, 30),
                            LocalDate.of(in, 3, 8).atTime(2, 30),
                            LocalDate.of(in, 11, 1).atTime(1, 30),
                            LocalDate.of(in, 1 + random.nextInt(12), 1).atStartOfDay()));
            moments.add(local.atZone(zone).toInstant().plusMillis(random.nextInt(2_001) - 1_000L));
        }
        moments.sort(null);
        return moments;
    }

    private static LocalDate lastSunday(int year, int month) {
        var last = LocalDateTime.of(year, month, 31, 0, 0).toLocalDate();
        return last.minusDays(last.getDayOfWeek().getValue() % 7);
    }
}
