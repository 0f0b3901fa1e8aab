package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.Perennial;
import io.perennial.insights.KeepFacts;
import io.perennial.insights.ReadActivities;
import io.perennial.insights.ReadSegments;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.FindMembers;
import io.perennial.membership.GrantBenefit;
import io.perennial.membership.KeepIdentifiers;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.ReadBenefits;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.RecordConsent;
import io.perennial.membership.SignInStaff;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.points.ReadBadges;
import io.perennial.points.ReadMissions;
import io.perennial.points.ReadStatement;
import io.perennial.rewards.ReadRedemptions;
import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.SentStatements;
import io.perennial.web.admin.Timeline.Told;
import io.perennial.web.admin.Timeline.Topic;
import io.perennial.web.pages.Phrases;
import io.perennial.web.security.StaffRights;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.MessageSource;
import org.springframework.test.context.ActiveProfiles;

/** The lives of the demo's people, as the timeline tells them and as each module by itself does. */
@SpringBootTest(
        classes = Perennial.class,
        webEnvironment = WebEnvironment.MOCK,
        properties = "db-scheduler.enabled=false")
@OnTestDatabase
@ActiveProfiles("development")
class TimelineOfAllModulesTests {

    private static final int ALL = 10_000;
    private static final StaffRights ADMIN =
            new StaffRights(new SignInStaff.Staff(StaffId.next(), "admin", "Admin", Set.of(StaffRole.ADMIN)));

    @Autowired
    Chapters chapters;

    @Autowired
    StaffWording wording;

    @Autowired
    MessageSource texts;

    @Autowired
    FindMembers members;

    @Autowired
    ReadActivities activities;

    @Autowired
    ReadStatement statements;

    @Autowired
    ReadRedemptions redemptions;

    @Autowired
    ReadStanding standings;

    @Autowired
    ReadBenefits benefits;

    @Autowired
    ReadSegments segments;

    @Autowired
    ReadMissions missions;

    @Autowired
    ReadBadges badges;

    @Autowired
    ReadConsents consents;

    @Autowired
    ReadMember profiles;

    @Autowired
    KeepIdentifiers identifiers;

    @Autowired
    ReadAuditTrail audit;

    @Autowired
    KeepFacts keepFacts;

    @Autowired
    RecordConsent recordConsent;

    @Autowired
    GrantBenefit grantBenefit;

    @Autowired
    Clock clock;

    @Autowired
    @Qualifier("demoProgramme")
    ApplicationRunner demo;

    private List<MemberId> people = List.of();

    @Test
    void tells_all_that_each_module_tells_once_and_in_order() throws Exception {
        demo.run(new DefaultApplicationArguments());
        keepFacts.gather();
        people =
                members
                        .find(new FindMembers.Query("", Optional.empty(), Optional.empty(), Optional.empty(), 200))
                        .rows()
                        .stream()
                        .map(FindMembers.Row::member)
                        .toList();
        agreeAndAreGranted();
        var met = new EnumMap<Topic, Long>(Topic.class);
        for (var member : people) {
            var walked = walk(member, Optional.empty(), 7);
            var byTopic = walked.stream().collect(Collectors.groupingBy(Told::topic, Collectors.counting()));
            byTopic.forEach((topic, times) -> met.merge(topic, times, Long::sum));

            assertThat(walked)
                    .isSortedAccordingTo(Comparator.comparing(Told::at).reversed());
            assertThat(byTopic).as("of %s", member).isEqualTo(asTheModulesTell(member));
            assertThat(walk(member, Optional.of(Topic.POINTS), 50))
                    .containsExactlyElementsOf(walked.stream()
                            .filter(told -> told.topic() == Topic.POINTS)
                            .toList());
        }
        assertThat(met).as("the demo has something of each").containsKeys(Topic.values());
        pointsOfAnActivityStandWithIt();
        // However much there is, a page costs the same number of statements.
        assertThat(page(busiest(), 50)).isEqualTo(page(busiest(), 5)).isLessThanOrEqualTo(25);
    }

    private void agreeAndAreGranted() {
        var by = ADMIN.account().id();
        var benefit = benefits.all().getFirst().id();
        for (var member : people.subList(0, 3)) {
            for (var given : List.of(true, false)) {
                var version = Objects.requireNonNull(consents.wordings().get(ConsentPurpose.OFFERS))
                        .version();
                recordConsent.record(new RecordConsent.Answers(
                        member,
                        List.of(new RecordConsent.Answer(ConsentPurpose.OFFERS, ConsentChannel.EMAIL, given, version)),
                        Locale.ENGLISH,
                        RecordConsent.How.STAFF,
                        Optional.of(by)));
            }
            grantBenefit.grant(member, benefit, 2, Optional.empty(), "a mug broke", by);
            grantBenefit.revoke(member, benefits.grants(member).getFirst().id(), "granted by mistake", by);
        }
    }

    private void pointsOfAnActivityStandWithIt() {
        var member = busiest();
        var inTimeline = walk(member, Optional.empty(), 50).stream()
                .flatMap(told -> told.moved().stream())
                .mapToLong(Timeline.Moved::points)
                .sum();
        var inStatement =
                statement(member).stream().mapToLong(ReadStatement.Line::points).sum();

        assertThat(inTimeline).isEqualTo(inStatement).isPositive();
    }

    /** The least of some looks: what is kept in memory is read anew every other second. */
    private int page(MemberId member, int size) {
        return IntStream.range(0, 5)
                .map(_ -> SentStatements.during(() -> Timeline.page(
                                told(member, Optional.empty()), Timeline.beginning(clock.instant()), size))
                        .size())
                .min()
                .orElseThrow();
    }

    private MemberId busiest() {
        return people.stream()
                .max(Comparator.comparingInt(member -> statement(member).size()))
                .orElseThrow();
    }

    private List<ReadStatement.Line> statement(MemberId member) {
        var lines = new ArrayList<ReadStatement.Line>();
        var before = Optional.<Long>empty();
        ReadStatement.Page page;
        do {
            page = statements.page(member, before, 200);
            lines.addAll(page.lines());
            before = Optional.of(lines.isEmpty() ? 0 : lines.getLast().sequence());
        } while (page.hasMore());
        return lines;
    }

    private Map<Topic, Long> asTheModulesTell(MemberId member) {
        var told = new EnumMap<Topic, Long>(Topic.class);
        told.put(Topic.ACTIVITIES, (long)
                activities.timeline(member, Optional.empty(), ALL).activities().size());
        told.put(
                Topic.POINTS,
                statement(member).stream()
                        .filter(line -> line.activity() == null)
                        .count());
        var redeemed = redemptions.of(member, Optional.empty(), 200).lines();
        told.put(
                Topic.REWARDS,
                redeemed.size()
                        + redeemed.stream()
                                .filter(line -> line.settledAt() != null)
                                .count());
        told.put(Topic.TIERS, (long) standings.history(member).size());
        var grants = benefits.grants(member);
        told.put(
                Topic.BENEFITS,
                grants.size()
                        + grants.stream()
                                .filter(grant -> grant.revokedAt().isPresent())
                                .count()
                        + benefits.uses(member, ALL).stream()
                                .filter(use -> use.usedAt().isPresent())
                                .count());
        var stays = segments.history(member, ALL);
        told.put(
                Topic.SEGMENTS,
                stays.size()
                        + stays.stream().filter(stay -> stay.leftAt() != null).count());
        told.put(
                Topic.MISSIONS,
                (long) missions.completed(member, ALL).size()
                        + badges.of(member).size());
        told.put(Topic.CONSENTS, (long) consents.history(member).size());
        var enrolledAt = profiles.find(member).orElseThrow().enrolledAt();
        var known = identifiers.of(member);
        told.put(
                Topic.ACCOUNT,
                1
                        + known.stream()
                                .filter(each -> each.addedAt().isAfter(enrolledAt.plusSeconds(1)))
                                .count()
                        + known.stream()
                                .filter(each -> each.provenAt().isPresent())
                                .count()
                        + audit.about(member, Set.of(), clock.instant(), ALL).stream()
                                .filter(line -> !Chapters.TOLD_ELSEWHERE.contains(line.action()))
                                .count());
        told.values().removeIf(count -> count == 0);
        return told;
    }

    private List<Told> walk(MemberId member, Optional<Topic> topic, int size) {
        var walked = new ArrayList<Told>();
        var chapter = told(member, topic);
        var mark = Optional.of(Timeline.beginning(clock.instant()));
        while (mark.isPresent()) {
            var page = Timeline.page(chapter, mark.get(), size);
            walked.addAll(page.entries());
            mark = page.next();
        }
        return walked;
    }

    private List<Timeline.Chapter> told(MemberId member, Optional<Topic> topic) {
        return chapters.of(
                member,
                topic,
                ADMIN,
                wording.words(Locale.ENGLISH),
                wording.audited(Locale.ENGLISH),
                new Phrases(texts, Locale.ENGLISH, ZoneOffset.UTC),
                Locale.ENGLISH);
    }
}
