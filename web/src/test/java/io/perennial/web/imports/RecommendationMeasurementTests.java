package io.perennial.web.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.Perennial;
import io.perennial.insights.EditRecommendations;
import io.perennial.insights.EditRecommendations.Listed;
import io.perennial.insights.KeepFacts;
import io.perennial.insights.KeepRecommendations;
import io.perennial.insights.ReadRecommendations;
import io.perennial.insights.ReadRecommendations.Reason;
import io.perennial.insights.ReadRecommendations.Recommendation;
import io.perennial.membership.MemberId;
import io.perennial.testing.OnTestDatabase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * How good recommendations are, on a year of a real shop (UCI "Online Retail", D. Chen, 2015, CC BY 4.0), against what is
 * popular, which is shown to everybody alike. The year is moved so that it ends now, since time counts from now. Run by
 * {@code ./perennial mvn -pl web -am verify -Dtest=RecommendationMeasurementTests -Dperennial.measure=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Tag("real-file")
@EnabledIfSystemProperty(named = "perennial.measure", matches = "true")
@SpringBootTest(
        classes = Perennial.class,
        webEnvironment = WebEnvironment.MOCK,
        properties = "db-scheduler.enabled=false")
@OnTestDatabase
class RecommendationMeasurementTests {

    private static final Logger log = LoggerFactory.getLogger(RecommendationMeasurementTests.class);
    private static final Path FILE = Path.of("../../shared/data/online-retail.csv.gz");
    private static final int SHOWN = 10;
    private static final Set<String> FEES =
            Set.of("POST", "M", "D", "DOT", "C2", "CRUK", "BANK CHARGES", "AMAZONFEE", "S", "B");

    @Autowired
    ReceiveFile receiveFile;

    @Autowired
    SteerImport steerImport;

    @Autowired
    AdvanceImport advanceImport;

    @Autowired
    KeepFacts keepFacts;

    @Autowired
    KeepRecommendations keepRecommendations;

    @Autowired
    ReadRecommendations recommendations;

    @Autowired
    EditRecommendations editRecommendations;

    @Autowired
    Clock clock;

    @Autowired
    DSLContext dsl;

    @Test
    void recommends_better_than_what_is_popular() throws IOException {
        lived();
        endsNow(Duration.ofMinutes(1));
        var last = lastBaskets();
        dsl.execute("delete b from insights_bought b join (" + LAST + ") held"
                + " on held.member_id = b.member_id and held.at = b.happened_at");
        var offline = measured("each member's last basket held out", last);
        noFeeIsAmongThem();

        // What is known thirty days before the end, judged by the first basket after it: nothing of the future is
        // known.
        endsNow(Duration.ofDays(-30));
        var next = nextBaskets();
        dsl.execute(
                "delete from insights_bought where happened_at >= ?",
                LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
        var inTime = measured("the next basket, thirty days before the end", next);

        assertThat(offline.ours).isGreaterThan(offline.popular * 1.1);
        assertThat(inTime.ours).isGreaterThan(inTime.popular * 1.1);
    }

    private record Rates(double ours, double popular) {}

    private Rates measured(String what, Map<MemberId, Set<String>> truth) {
        var began = System.nanoTime();
        var counted = keepRecommendations.rebuild();
        var took = Duration.ofNanos(System.nanoTime() - began);
        log.info("{}: counted in {} ms: {}", what, took.toMillis(), counted);
        var bought = bought();
        var popular = skus(
                recommendations
                        .of(new MemberId(UUID.randomUUID()), ReadRecommendations.MOST)
                        .recommendations(),
                _ -> true);
        var rates = new TreeMap<String, Rate>();
        var asked = 0L;
        for (var each : truth.entrySet()) {
            var had = bought.getOrDefault(each.getKey(), Set.of());
            var started = System.nanoTime();
            var ours = recommendations.of(each.getKey(), SHOWN).recommendations();
            asked += System.nanoTime() - started;
            var fresh =
                    each.getValue().stream().filter(sku -> !had.contains(sku)).collect(Collectors.toSet());
            score(rates, "1 ours, as shown", skus(ours, _ -> true), each.getValue());
            score(
                    rates,
                    "2 popular, without what they have",
                    first(popular, sku -> !had.contains(sku)),
                    each.getValue());
            score(rates, "3 popular, the same for everybody", first(popular, _ -> true), each.getValue());
            if (!fresh.isEmpty()) {
                var together = recommendations.of(each.getKey(), 2 * SHOWN).recommendations();
                var news = skus(together, reason -> !(reason instanceof Reason.TimeAgain));
                score(rates, "4 new things alone: ours", first(news, _ -> true), fresh);
                score(rates, "5 new things alone: popular", first(popular, sku -> !had.contains(sku)), fresh);
            }
        }
        log.info("{}: {} members, {} ms for each of them", what, truth.size(), asked / 1e6 / truth.size());
        rates.forEach((name, rate) -> log.info("{}: {}: {}", what, name, rate));
        return new Rates(
                rates.get("1 ours, as shown").hits(),
                rates.get("2 popular, without what they have").hits());
    }

    private static void score(Map<String, Rate> rates, String name, List<String> shown, Set<String> truth) {
        rates.computeIfAbsent(name, _ -> new Rate()).add(shown, truth);
    }

    private static final class Rate {

        private int members;
        private int hit;
        private int right;

        void add(List<String> shown, Set<String> truth) {
            members++;
            var found = (int) shown.stream().filter(truth::contains).count();
            right += found;
            hit += found > 0 ? 1 : 0;
        }

        double hits() {
            return (double) hit / members;
        }

        @Override
        public String toString() {
            return "hit rate@10 %.4f, precision@10 %.4f (%d members)"
                    .formatted(hits(), (double) right / members / SHOWN, members);
        }
    }

    private static List<String> skus(List<Recommendation> recommended, Predicate<Reason> which) {
        return recommended.stream()
                .filter(each -> which.test(each.reason()))
                .map(each -> lower(each.article().sku()))
                .toList();
    }

    private static List<String> first(List<String> skus, Predicate<String> which) {
        return skus.stream().filter(which).limit(SHOWN).toList();
    }

    private void noFeeIsAmongThem() {
        var leftOut = editRecommendations.leftOut(50).stream()
                .map(Listed::article)
                .map(article -> article.sku() + " " + article.title())
                .toList();
        log.info("left out by their names: {}", leftOut);
        var shown = editRecommendations.find("", 4_000).stream()
                .filter(listed -> !listed.standing().isLeftOut())
                .map(listed -> listed.article().sku())
                .filter(FEES::contains)
                .toList();
        assertThat(shown).isEmpty();
        for (var sku : List.of("85123A", "22423", "20725")) {
            log.info(
                    "{}: {}",
                    editRecommendations.show(sku).orElseThrow().listed(),
                    editRecommendations.show(sku).orElseThrow().goesWith().stream()
                            .limit(4)
                            .map(with -> with.listed().article().title() + " " + with.together())
                            .toList());
        }
    }

    // --- the year -------------------------------------------------------------------------------

    private static final String LAST = "select member_id, max(happened_at) as at from insights_bought"
            + " group by member_id having min(happened_at) < max(happened_at)";

    private void lived() throws IOException {
        try (var bytes = Files.newInputStream(FILE)) {
            var upload = ReceiveFile.Upload.invoices(
                    "online-retail.csv.gz", "invoices", "GBP", "Europe/London", Optional.empty(), true);
            var id = ((ReceiveFile.Outcome.Received) receiveFile.receive(upload, bytes)).id();
            advanceImport.advance(id, () -> false);
            steerImport.start(id, Optional.empty(), true);
            advanceImport.advance(id, () -> false);
        }
    }

    /** Moves all that happened so that the last of it was this long ago, and gathers what is known of it anew. */
    private void endsNow(Duration ago) {
        var end = dsl.fetchSingle("select max(happened_at) from insights_activity")
                .get(0, LocalDateTime.class);
        var wanted = LocalDateTime.ofInstant(clock.instant().minus(ago), ZoneOffset.UTC);
        var seconds = Duration.between(end, wanted).toSeconds();
        dsl.execute("update insights_activity set happened_at = happened_at + interval ? second", seconds);
        var began = System.nanoTime();
        keepFacts.rebuild(done -> {});
        log.info("facts of all members in {} ms", (System.nanoTime() - began) / 1_000_000);
    }

    private Map<MemberId, Set<String>> lastBaskets() {
        return baskets(
                "select b.member_id, a.sku from insights_bought b join insights_article a on a.article = b.article"
                        + " join (" + LAST + ") held on held.member_id = b.member_id and held.at = b.happened_at");
    }

    /** Of those who bought before. */
    private Map<MemberId, Set<String>> nextBaskets() {
        var now = "'" + LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC) + "'";
        return baskets(
                "select b.member_id, a.sku from insights_bought b join insights_article a on a.article = b.article"
                        + " join (select member_id, min(happened_at) as at from insights_bought where happened_at >= "
                        + now
                        + " group by member_id) next on next.member_id = b.member_id and next.at = b.happened_at"
                        + " where exists (select 1 from insights_bought earlier where earlier.member_id = b.member_id"
                        + " and earlier.happened_at < " + now + ")");
    }

    private Map<MemberId, Set<String>> bought() {
        return baskets(
                "select b.member_id, a.sku from insights_bought b join insights_article a on a.article = b.article");
    }

    private Map<MemberId, Set<String>> baskets(String query) {
        var baskets = new HashMap<MemberId, Set<String>>();
        dsl.fetch(query)
                .forEach(row -> baskets.computeIfAbsent(
                                new MemberId(uuid(row.get(0, byte[].class))), _ -> new HashSet<>())
                        .add(lower(row.get(1, String.class))));
        baskets.values().forEach(basket -> FEES.forEach(fee -> basket.remove(lower(fee))));
        baskets.values().removeIf(Set::isEmpty);
        return baskets;
    }

    private static UUID uuid(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static String lower(String sku) {
        return sku.strip().toLowerCase(Locale.ROOT);
    }
}
