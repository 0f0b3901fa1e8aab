package io.perennial.insights.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.insights.Article;
import io.perennial.insights.EditRecommendations;
import io.perennial.insights.EditRecommendations.Listed;
import io.perennial.insights.EditRecommendations.Standing;
import io.perennial.insights.Item;
import io.perennial.insights.KeepFacts;
import io.perennial.insights.KeepRecommendations;
import io.perennial.insights.KeepRecommendations.Counted;
import io.perennial.insights.ReadRecommendations;
import io.perennial.insights.ReadRecommendations.Reason.BoughtTogether;
import io.perennial.insights.ReadRecommendations.Reason.FavouriteCategory;
import io.perennial.insights.ReadRecommendations.Reason.PopularNow;
import io.perennial.insights.ReadRecommendations.Reason.TimeAgain;
import io.perennial.insights.ReadRecommendations.Recommendation;
import io.perennial.insights.ReadRecommendations.Thing;
import io.perennial.insights.RecordActivity;
import io.perennial.insights.Stories;
import io.perennial.insights.domain.Affinities;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.ReadMember;
import io.perennial.membership.RecordConsent;
import io.perennial.membership.StaffId;
import io.perennial.testing.OnTestDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

/**
 * Thirty members: twenty buy a kettle and a teapot, the others a spade; all pay postage. Everything is asked through the ports,
 * on the real database.
 */
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@OnTestDatabase
class RecommendationsTests {

    private static final Item KETTLE = item("KET-1", "Kettle", "kitchen");
    private static final Item TEAPOT = item("TEA-1", "Teapot", "kitchen");
    private static final Item SPADE = item("SPA-1", "Spade", "garden");
    private static final Item POSTAGE = item("POST", "Postage", null);

    @Autowired
    private RecordActivity record;

    @Autowired
    private KeepFacts facts;

    @Autowired
    private KeepRecommendations keep;

    @Autowired
    private ReadRecommendations read;

    @Autowired
    private EditRecommendations edit;

    @Autowired
    private Affinities affinities;

    @Autowired
    private EnrolMembers enrolMembers;

    @Autowired
    private ReadMember readMember;

    @Autowired
    private RecordConsent recordConsent;

    @Autowired
    private ReadConsents readConsents;

    @Autowired
    private ReadAuditTrail auditTrail;

    @Autowired
    private DSLContext dsl;

    @Autowired
    private Clock clock;

    private final StaffId staff = new StaffId(UUID.randomUUID());

    @BeforeEach
    void empty() {
        for (var table : List.of("activity", "item", "bought", "returned", "article", "article_verdict", "due")) {
            dsl.execute("delete from insights_" + table);
        }
        for (var table : List.of("run", "basket", "product")) {
            dsl.execute("delete from insights_affinity_" + table);
        }
        dsl.execute("delete from insights_affinity");
        dsl.execute("delete from insights_member_facts");
        // There is no such run: it is stored for what is in memory to be forgotten.
        var now = clock.instant();
        affinities.store(new Affinities.Run(0, Affinities.Step.DONE, now, now, now, 1, null, null, 0, 0, now));
    }

    @Test
    void what_goes_with_what_they_bought_is_recommended_with_the_reason() {
        twentyForTeaAndTenForTheGarden();
        var newcomer = buys(10, KETTLE);
        rebuild();

        var answer = read.of(newcomer, 5);
        assertThat(answer.personal()).isTrue();
        assertThat(answer.recommendations().getFirst())
                .isEqualTo(new Recommendation(article(TEAPOT), new BoughtTogether(article(KETTLE), 20)));
        // Filled up with what is popular; what they have, and postage, is not among it.
        assertThat(answer.recommendations().get(1)).isEqualTo(new Recommendation(article(SPADE), new PopularNow(10)));
        assertThat(answer.recommendations()).hasSize(2);
    }

    @Test
    void a_newcomer_gets_what_is_popular() {
        twentyForTeaAndTenForTheGarden();
        rebuild();
        var answer = read.of(enrol(), 5);
        assertThat(answer.personal()).isTrue();
        assertThat(answer.recommendations())
                .containsExactlyInAnyOrder(popular(KETTLE, 20), popular(TEAPOT, 20), popular(SPADE, 10))
                .endsWith(popular(SPADE, 10));
    }

    @Test
    void who_switched_personalisation_off_gets_what_everybody_gets() {
        twentyForTeaAndTenForTheGarden();
        var member = buys(10, KETTLE);
        rebuild();
        var stranger = read.of(enrol(), 5);
        personalise(member, false);

        var answer = read.of(member, 5);
        assertThat(answer.personal()).isFalse();
        assertThat(answer.recommendations()).isEqualTo(stranger.recommendations());
        assertThat(read.of(readMember.find(member).orElseThrow(), 5)).isEqualTo(answer);
        assertThat(read.suiting(member, List.of(new Thing("TEA-1", "kitchen")))).isEmpty();

        personalise(member, true);
        assertThat(read.of(member, 5).personal()).isTrue();
        assertThat(read.of(readMember.find(member).orElseThrow(), 5)).isEqualTo(read.of(member, 5));
        assertThat(read.suiting(member, List.of(new Thing("TEA-1", "kitchen")))).hasSize(1);
    }

    @Test
    void a_pair_of_fewer_than_five_members_tells_nothing() {
        for (var i = 0; i < 4; i++) {
            buys(10, KETTLE, TEAPOT);
        }
        buysSpades(20);
        var member = buys(10, KETTLE);
        rebuild();
        assertThat(keep.counted().orElseThrow().pairs()).isZero();
        buys(10, KETTLE, TEAPOT);
        rebuild();
        assertThat(keep.counted().orElseThrow().pairs()).isEqualTo(2);
        assertThat(read.of(member, 1).recommendations().getFirst().reason())
                .isEqualTo(new BoughtTogether(article(KETTLE), 5));
    }

    @Test
    void what_went_back_was_not_bought() {
        var references = new ArrayList<MemberId>();
        for (var i = 0; i < 6; i++) {
            references.add(buys(10, KETTLE, TEAPOT));
        }
        buysSpades(20);
        rebuild();
        assertThat(keep.counted().orElseThrow().pairs()).isEqualTo(2);
        // Two of the six bring both back.
        references
                .subList(0, 2)
                .forEach(member -> record.record(List.of(Stories.refund("R" + member, "P" + member)
                        .of(member)
                        .at(clock.instant())
                        .worth(Stories.yuan("25.00"))
                        .activity())));
        rebuild();
        assertThat(keep.counted().orElseThrow().pairs()).isZero();
    }

    @Test
    void what_is_bought_again_and_again_is_recommended_when_its_time_comes() {
        twentyForTeaAndTenForTheGarden();
        var regular = buys(65, SPADE);
        again(regular, 45, SPADE);
        again(regular, 25, SPADE);
        var early = buys(43, SPADE);
        again(early, 23, SPADE);
        again(early, 3, SPADE);
        rebuild();
        assertThat(read.of(regular, 3).recommendations().getFirst().article()).isEqualTo(article(SPADE));
        assertThat(read.of(regular, 3).recommendations().getFirst().reason())
                .isInstanceOfSatisfying(
                        TimeAgain.class, time -> assertThat(time.usualDays()).isEqualTo(20));
        assertThat(read.of(early, 10).recommendations())
                .extracting(Recommendation::article)
                .doesNotContain(article(SPADE));
    }

    @Test
    void an_article_is_one_whatever_it_is_called() {
        for (var i = 0; i < 3; i++) {
            buys(20, KETTLE, TEAPOT);
            buys(10, item("ket-1", "Kettle, new", "kitchen"), item("TEA-1", "", "kitchen"));
        }
        buysSpades(20);
        rebuild();
        var shown = edit.show("KET-1").orElseThrow();
        assertThat(shown.listed().article()).isEqualTo(new Article("ket-1", "Kettle, new", "kitchen"));
        assertThat(shown.listed().buyers()).isEqualTo(6);
        assertThat(shown.goesWith()).singleElement().satisfies(companion -> {
            // A name goes before none.
            assertThat(companion.listed().article()).isEqualTo(article(TEAPOT));
            assertThat(companion.together()).isEqualTo(6);
            assertThat(companion.times()).isCloseTo(26.0 / 6, within(.001));
        });
    }

    @Test
    void staff_leave_an_article_out_at_once_and_it_is_recorded() {
        twentyForTeaAndTenForTheGarden();
        var member = buys(10, KETTLE);
        rebuild();
        assertThat(edit.exclude("tea-1", "  Sold by a partner ", staff))
                .isInstanceOf(EditRecommendations.Outcome.Done.class);
        assertThat(read.of(member, 5).recommendations())
                .extracting(Recommendation::article)
                .containsExactly(article(SPADE));
        assertThat(edit.leftOut(10)).extracting(Listed::standing).contains(Standing.EXCLUDED);
        assertThat(edit.show("TEA-1").orElseThrow().word().orElseThrow().reason())
                .isEqualTo("Sold by a partner");

        edit.admit("TEA-1", "After all", staff);
        assertThat(read.of(member, 5).recommendations().getFirst().article()).isEqualTo(article(TEAPOT));
        var lines = auditTrail.find(new ReadAuditTrail.Query(
                Optional.of("article"), Optional.of("TEA-1"), Optional.empty(), Optional.empty(), 10));
        assertThat(lines.lines())
                .extracting(ReadAuditTrail.Line::action)
                .containsExactly("article.admitted", "article.excluded");
    }

    @Test
    void postage_is_left_out_by_its_name_until_staff_admit_it() {
        twentyForTeaAndTenForTheGarden();
        rebuild();
        assertThat(edit.leftOut(10)).containsExactly(new Listed(article(POSTAGE), 30, Standing.LIKE_A_FEE));
        assertThat(edit.show("POST").orElseThrow().goesWith()).isEmpty();
        edit.admit("POST", "It is a stamp album", staff);
        assertThat(read.of(enrol(), 5).recommendations().getFirst()).isEqualTo(popular(POSTAGE, 30));
        assertThat(edit.show("POST").orElseThrow().listed().standing()).isEqualTo(Standing.ADMITTED);
    }

    @Test
    void an_unknown_article_or_no_reason_is_refused() {
        assertThat(edit.exclude("NOBODY-BOUGHT-IT", "x", staff))
                .isInstanceOf(EditRecommendations.Outcome.UnknownArticle.class);
        assertThat(edit.exclude("KET-1", "  ", staff)).isInstanceOf(EditRecommendations.Outcome.NoReason.class);
        assertThat(edit.show("NOBODY-BOUGHT-IT")).isEmpty();
        assertThatThrownBy(() -> read.of(enrol(), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void articles_are_found_by_number_and_words() {
        twentyForTeaAndTenForTheGarden();
        rebuild();
        assertThat(edit.find("tea", 10))
                .extracting(listed -> listed.article().sku())
                .containsExactly("TEA-1");
        assertThat(edit.find("POT", 10))
                .extracting(listed -> listed.article().sku())
                .containsExactly("TEA-1");
        assertThat(edit.find("", 2)).hasSize(2);
        assertThat(edit.find("100%", 2)).isEmpty();
    }

    @Test
    void a_reward_suits_by_its_article_or_its_category() {
        twentyForTeaAndTenForTheGarden();
        var member = buys(10, KETTLE);
        rebuild();
        var teapot = new Thing("tea-1", null);
        var kitchen = new Thing(null, "Kitchen");
        var suiting = read.suiting(
                member,
                List.of(
                        teapot,
                        kitchen,
                        new Thing("SPA-1", "garden"),
                        new Thing("KET-1", null),
                        new Thing(null, null)));
        assertThat(suiting).hasSize(2);
        assertThat(suiting.get(teapot)).isEqualTo(new BoughtTogether(article(KETTLE), 20));
        assertThat(suiting.get(kitchen)).isEqualTo(new FavouriteCategory("kitchen"));
    }

    @Test
    void before_anything_was_counted_nothing_is_recommended() {
        assertThat(read.of(enrol(), 5).recommendations()).isEmpty();
        assertThat(keep.counted()).isEmpty();
        assertThat(edit.find("", 5)).isEmpty();
    }

    @Test
    void a_run_that_was_broken_off_goes_on_where_it_stood() {
        twentyForTeaAndTenForTheGarden();
        facts.gather();
        var began = clock.instant();
        var run = new Affinities.Run(
                1,
                Affinities.Step.COLLECT,
                began,
                began.minus(Duration.ofDays(90)),
                began.minus(Duration.ofDays(365)),
                1,
                null,
                null,
                0,
                0,
                null);
        affinities.begin(run);
        var half = affinities.page(run, 15);
        affinities.collect(run, half, 0);
        affinities.store(run.collected(half.getLast(), half.size()));

        var counted = keep.rebuild();
        assertThat(counted.baskets()).isEqualTo(30);
        assertThat(counted.beganAt()).isEqualTo(began);
        assertThat(edit.show("KET-1").orElseThrow().listed().buyers()).isEqualTo(20);
        assertThat(dsl.fetchValue("select count(*) from insights_affinity_basket"))
                .isEqualTo(0L);
    }

    @Test
    void a_run_of_another_day_is_begun_anew() {
        twentyForTeaAndTenForTheGarden();
        facts.gather();
        var began = clock.instant().minus(Duration.ofHours(21));
        var run = new Affinities.Run(
                1,
                Affinities.Step.COLLECT,
                began,
                began.minus(Duration.ofDays(90)),
                began.minus(Duration.ofDays(365)),
                1,
                null,
                null,
                0,
                0,
                null);
        affinities.begin(run);
        affinities.collect(run, affinities.page(run, 15), 0);

        var counted = keep.rebuild();
        assertThat(counted.beganAt()).isAfter(began);
        assertThat(counted.baskets()).isEqualTo(30);
    }

    @Test
    void two_who_rebuild_at_the_same_time_count_everything_once() throws Exception {
        twentyForTeaAndTenForTheGarden();
        facts.gather();
        try (var threads = Executors.newFixedThreadPool(3)) {
            var runs = threads.invokeAll(Collections.nCopies(3, (Callable<Counted>) keep::rebuild));
            for (var each : runs) {
                assertThat(each.get().baskets()).isEqualTo(30);
            }
        }
        var shown = edit.show("KET-1").orElseThrow();
        assertThat(shown.listed().buyers()).isEqualTo(20);
        assertThat(shown.goesWith().getFirst().together()).isEqualTo(20);
    }

    @Test
    void readers_keep_to_the_figures_before_until_a_run_is_finished() {
        twentyForTeaAndTenForTheGarden();
        rebuild();
        var before = keep.counted().orElseThrow();
        var began = clock.instant();
        var next = new Affinities.Run(
                2,
                Affinities.Step.COLLECT,
                began,
                began.minus(Duration.ofDays(90)),
                began.minus(Duration.ofDays(365)),
                1,
                null,
                null,
                0,
                0,
                null);
        affinities.begin(next);
        affinities.collect(next, affinities.page(next, 100), 0);
        affinities.describe(next, 100);
        affinities.store(next.at(Affinities.Step.PAIR, 30));
        assertThat(keep.counted()).contains(before);
        assertThat(edit.show("KET-1").orElseThrow().listed().buyers()).isEqualTo(20);
        assertThat(keep.rebuild().baskets()).isEqualTo(30);
        assertThat(dsl.fetchValue("select count(distinct run) from insights_affinity_product"))
                .isEqualTo(1L);
    }

    // --- the story ------------------------------------------------------------------------------

    private void twentyForTeaAndTenForTheGarden() {
        for (var i = 0; i < 20; i++) {
            buys(5 + i, KETTLE, TEAPOT, POSTAGE);
        }
        for (var i = 0; i < 10; i++) {
            buys(5 + i, SPADE, POSTAGE);
        }
    }

    private void buysSpades(int members) {
        for (var i = 0; i < members; i++) {
            buys(5, SPADE);
        }
    }

    private MemberId buys(int daysAgo, Item... items) {
        var member = enrol();
        again(member, daysAgo, "P" + member, items);
        return member;
    }

    private void again(MemberId member, int daysAgo, Item... items) {
        again(member, daysAgo, "P" + daysAgo + member, items);
    }

    private void again(MemberId member, int daysAgo, String reference, Item... items) {
        record.record(List.of(Stories.purchase(reference)
                .of(member)
                .at(clock.instant().minus(Duration.ofDays(daysAgo)))
                .with(Arrays.asList(items))
                .activity()));
    }

    private MemberId enrol() {
        var identifier = new Identifier(Kind.CUSTOMER_NUMBER, UUID.randomUUID().toString());
        return enrolMembers
                .enrol(List.of(new EnrolMembers.Enrolment(identifier, null, "till")))
                .getFirst()
                .member();
    }

    private void personalise(MemberId member, boolean given) {
        var version =
                readConsents.wordings().get(ConsentPurpose.PERSONALISATION).version();
        recordConsent.record(new RecordConsent.Answers(
                member,
                List.of(new RecordConsent.Answer(ConsentPurpose.PERSONALISATION, ConsentChannel.ANY, given, version)),
                Locale.ENGLISH,
                RecordConsent.How.PRIVACY_CENTRE,
                Optional.empty()));
    }

    private void rebuild() {
        facts.gather();
        keep.rebuild();
    }

    private static Recommendation popular(Item item, long buyers) {
        return new Recommendation(article(item), new PopularNow(buyers));
    }

    private static Article article(Item item) {
        return new Article(item.sku(), item.name(), item.category());
    }

    private static Item item(String sku, String name, @org.jspecify.annotations.Nullable String category) {
        return new Item(sku, name, category, 1, BigDecimal.TEN);
    }
}
