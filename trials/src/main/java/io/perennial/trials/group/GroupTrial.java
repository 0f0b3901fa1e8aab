package io.perennial.trials.group;

import io.perennial.Perennial;
import io.perennial.membership.BilingualText;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.StaffId;
import io.perennial.points.Points;
import io.perennial.points.VerifyLedger;
import io.perennial.rewards.EditCatalogue;
import io.perennial.rewards.Reward;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.RewardKind;
import io.perennial.trials.MysqlPrograms;
import io.perennial.web.api.keys.IssueApiKeys;
import io.perennial.web.api.keys.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The command {@code ./perennial group-trial}. Exit codes: 0 nothing is missing and nothing doubled, 1 something is, 2 not
 * understood, 3 no server.
 */
public final class GroupTrial {

    private static final int MEMBERS = 200;
    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final Duration BEFORE = Duration.ofSeconds(3);
    private static final int ENOUGH_AFTER = 100;

    /** How a primary is lost. */
    private enum Way {
        KILL("its process is killed"),
        FREEZE("it stops answering"),
        HAND_OVER("it hands over");

        private final String told;

        Way(String told) {
            this.told = told;
        }
    }

    private GroupTrial() {}

    public static void main(String[] arguments) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        var options = new HashMap<>(Map.of("times", "9", "clients", "8", "seed", "1", "ways", "kill,freeze,hand-over"));
        for (var argument : arguments) {
            var parts = argument.split("=", 2);
            if (parts.length < 2 || options.replace(parts[0].replaceFirst("^--", ""), parts[1]) == null) {
                System.err.println("perennial: group-trial does not know '" + argument + "'");
                System.exit(2);
            }
        }
        var programs = MysqlPrograms.find(System.getenv())
                .filter(each -> !each.mariadb())
                .orElse(null);
        if (programs == null) {
            System.err.println(
                    "perennial: group-trial starts three servers: set PERENNIAL_TRIALS_MYSQL to a MySQL 8.4 or 9.7"
                            + " server, for example /usr/sbin/mysqld, or to the folder where its packages were unpacked");
            System.exit(3);
            return;
        }
        var ways = new ArrayList<Way>();
        for (var way : options.getOrDefault("ways", "").split(",", -1)) {
            ways.add(Way.valueOf(way.toUpperCase(java.util.Locale.ROOT).replace('-', '_')));
        }
        System.exit(
                run(
                                programs,
                                Integer.parseInt(options.getOrDefault("times", "")),
                                Integer.parseInt(options.getOrDefault("clients", "")),
                                Long.parseLong(options.getOrDefault("seed", "")),
                                ways)
                        ? 0
                        : 1);
    }

    private static boolean run(MysqlPrograms programs, int times, int clients, long seed, List<Way> ways)
            throws Exception {
        var directory = Files.createTempDirectory("perennial-group-");
        try (var group = Group.form(programs, directory)) {
            tell("three servers are one group: %s", group.version());
            // By its URL alone.
            try (var perennial = SpringApplication.run(
                    Perennial.class,
                    "--spring.datasource.url=" + group.url(),
                    "--spring.datasource.username=perennial",
                    "--spring.datasource.password=perennial",
                    "--spring.main.banner-mode=off",
                    "--server.port=0",
                    "--logging.level.root=error",
                    "--perennial.api.requests-per-minute=100000000",
                    "--perennial.api.burst=1000000")) {
                return run(group, perennial, times, clients, seed, ways);
            }
        } finally {
            delete(directory);
        }
    }

    private static boolean run(
            Group group, ConfigurableApplicationContext perennial, int times, int clients, long seed, List<Way> ways)
            throws Exception {
        var port = java.util.Objects.requireNonNull(((WebServerApplicationContext) perennial).getWebServer())
                .getPort();
        var tills = new Tills(port, key(perennial), reward(perennial).toString(), members(perennial), seed);
        tills.open(clients);
        var silences = new EnumMap<Way, List<Duration>>(Way.class);
        for (var i = 0; i < times; i++) {
            var way = ways.get(i % ways.size());
            Thread.sleep(BEFORE);
            var silence = lose(group, way, tills);
            silences.computeIfAbsent(way, _ -> new ArrayList<>()).add(silence);
            tell("%d: %s: no answer for %.1f s", i + 1, way.told, seconds(silence));
        }
        Thread.sleep(BEFORE);
        tills.close();
        return report(perennial, tills, silences);
    }

    private static Duration lose(Group group, Way way, Tills tills)
            throws IOException, InterruptedException, SQLException {
        var primary = group.primary();
        var since = System.nanoTime();
        switch (way) {
            case KILL -> primary.kill();
            case FREEZE -> primary.freeze();
            case HAND_OVER -> group.handOver(primary);
        }
        awaitServing(tills, since);
        var silence = tills.longestSilenceSince(since);
        switch (way) {
            case KILL -> {
                primary.start();
                primary.join(false);
            }
            case FREEZE -> {
                // It learns that the others went on without it, and rejoins; else whoever runs it starts it anew.
                primary.thaw();
                for (var tries = 0; tries < 30 && !group.isOnline(primary); tries++) {
                    Thread.sleep(1_000);
                }
                if (!group.isOnline(primary)) {
                    primary.kill();
                    primary.start();
                    primary.join(false);
                }
            }
            case HAND_OVER -> {}
        }
        group.awaitAll();
        return silence;
    }

    /** Until so many were acknowledged that it is over, and not only those that were on their way. */
    private static void awaitServing(Tills tills, long since) throws InterruptedException {
        while (System.nanoTime() - since < LONGEST.toNanos()) {
            Thread.sleep(500);
            var now = System.nanoTime();
            if (now - since > Duration.ofSeconds(12).toNanos()
                    && tills.acknowledgedSince(now - Duration.ofSeconds(2).toNanos()) > 0
                    && tills.acknowledgedSince(since) > ENOUGH_AFTER) {
                return;
            }
        }
        throw new IllegalStateException("nothing was served for " + LONGEST);
    }

    private static boolean report(
            ConfigurableApplicationContext perennial, Tills tills, Map<Way, List<Duration>> silences) {
        var sql = perennial.getBean(JdbcTemplate.class);
        var told = sql.queryForList(
                "SELECT reference FROM insights_activity WHERE source = ?", String.class, Tills.SOURCE);
        var redeemed = sql.queryForList(
                "SELECT SUBSTR(request_key, 5) FROM rewards_redemption WHERE request_key LIKE 'api:%'", String.class);
        var missing = missing(tills.purchases(), told) + missing(tills.redemptions(), redeemed);
        var doubled = sql.queryForList("SELECT 1 FROM points_entry WHERE activity_id IS NOT NULL"
                                + " GROUP BY member_id, activity_id HAVING COUNT(*) > 1")
                        .size()
                + (told.size() - new HashSet<>(told).size())
                + (redeemed.size() - new HashSet<>(redeemed).size());
        var wrong = new ArrayList<String>();
        tills.balances().forEach((member, expected) -> {
            var balance = sql.queryForObject(
                    "SELECT balance FROM points_account WHERE member_id = UNHEX(?)",
                    Long.class,
                    member.toString().replace("-", ""));
            if (!expected.equals(balance)) {
                wrong.add(member + " has " + balance + ", acknowledged were " + expected);
            }
        });
        var ledger = perennial.getBean(VerifyLedger.class).verify();
        System.out.println();
        System.out.println("| the primary … | times | no answer for, median | worst | each |");
        System.out.println("|---|---|---|---|---|");
        silences.forEach((way, each) -> {
            var sorted = each.stream().sorted().toList();
            System.out.printf(
                    "| %s | %d | %.1f s | %.1f s | %s |%n",
                    way.told,
                    each.size(),
                    seconds(sorted.get(sorted.size() / 2)),
                    seconds(sorted.getLast()),
                    String.join(
                            " ",
                            each.stream()
                                    .map(one -> "%.1f".formatted(seconds(one)))
                                    .toList()));
        });
        System.out.printf(
                "%n%,d purchases and %,d redemptions were acknowledged: %d missing, %d doubled, %d balances wrong;"
                        + " the ledger has %d faults.%n",
                tills.purchases().size(),
                tills.redemptions().size(),
                missing,
                doubled,
                wrong.size(),
                ledger.faults().size());
        System.out.printf(
                "The slowest answer took %.1f s; other answers, after which the same was sent again or refused: %s%n",
                seconds(tills.slowest()), tills.others());
        wrong.forEach(System.out::println);
        return missing == 0 && doubled == 0 && wrong.isEmpty() && ledger.isSound();
    }

    private static long missing(List<String> acknowledged, List<String> stored) {
        var kept = new HashSet<>(stored);
        return acknowledged.stream().filter(each -> !kept.contains(each)).count();
    }

    private static String key(ConfigurableApplicationContext perennial) {
        return switch (perennial
                .getBean(IssueApiKeys.class)
                .issue("Group trial", EnumSet.allOf(Scope.class), Optional.empty())) {
            case IssueApiKeys.Outcome.Issued issued -> issued.token();
            case IssueApiKeys.Outcome other -> throw new IllegalStateException("no key: " + other);
        };
    }

    private static RewardId reward(ConfigurableApplicationContext perennial) {
        var catalogue = perennial.getBean(EditCatalogue.class);
        var reward = RewardId.next();
        var by = StaffId.next();
        catalogue.save(
                new Reward(
                        reward,
                        RewardKind.GOODS,
                        new BilingualText("咖啡", "Coffee"),
                        new BilingualText("一杯", "A cup"),
                        Points.of(10),
                        OptionalInt.empty(),
                        Optional.empty(),
                        null,
                        null,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                0,
                by);
        catalogue.changeStock(reward, 1_000_000, by);
        catalogue.publish(reward, by);
        return reward;
    }

    private static List<UUID> members(ConfigurableApplicationContext perennial) {
        return perennial
                .getBean(EnrolMembers.class)
                .enrol(IntStream.range(0, MEMBERS)
                        .mapToObj(number -> new EnrolMembers.Enrolment(
                                new Identifier(Identifier.Kind.CUSTOMER_NUMBER, "GROUP-" + number), null, "api"))
                        .toList())
                .stream()
                .map(enrolled -> enrolled.member().value())
                .toList();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }

    private static void tell(String format, Object... arguments) {
        System.out.printf(format + "%n", arguments);
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
