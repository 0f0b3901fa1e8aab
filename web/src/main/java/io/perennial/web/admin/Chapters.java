package io.perennial.web.admin;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.perennial.insights.ActivityId;
import io.perennial.insights.ReadActivities;
import io.perennial.insights.ReadSegments;
import io.perennial.membership.Benefit;
import io.perennial.membership.BenefitId;
import io.perennial.membership.BilingualText;
import io.perennial.membership.KeepIdentifiers;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.ReadBenefits;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadStanding;
import io.perennial.points.ReadBadges;
import io.perennial.points.ReadMissions;
import io.perennial.points.ReadStatement;
import io.perennial.points.Why;
import io.perennial.rewards.ReadRedemptions;
import io.perennial.rewards.RedemptionStatus;
import io.perennial.web.admin.Timeline.Chapter;
import io.perennial.web.admin.Timeline.Moved;
import io.perennial.web.admin.Timeline.Told;
import io.perennial.web.admin.Timeline.Topic;
import io.perennial.web.pages.MergedLots;
import io.perennial.web.pages.Phrases;
import io.perennial.web.security.StaffRights;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The chapters of a member's {@link Timeline}: each asks one module, and says in words what it answers. */
@Component
class Chapters {

    /** More than anybody has of what a module tells all at once. */
    private static final int ALL = 10_000;

    private static final Duration LATE = Duration.ofDays(1);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final UUID LOWEST = new UUID(0, 0);

    /** What staff did that other chapters tell. */
    static final Set<String> TOLD_ELSEWHERE = Set.of(
            "member.benefit-granted",
            "member.benefit-revoked",
            "member.benefit-used",
            "member.consent-recorded",
            "redemption.handed-over",
            "redemption.cancelled");

    /** What staff did that says nothing of who the member is, told with what it was before and after. */
    private static final Set<String> IMPERSONAL = Set.of(
            "member.tagged",
            "member.frozen",
            "member.unfrozen",
            "member.closed",
            "member.tier-held",
            "member.tier-released");

    private final ReadActivities activities;
    private final ReadStatement statements;
    private final ReadRedemptions redemptions;
    private final ReadStanding standings;
    private final ReadBenefits benefits;
    private final ReadSegments segments;
    private final ReadMissions missions;
    private final ReadBadges badges;
    private final ReadConsents consents;
    private final ReadMember profiles;
    private final KeepIdentifiers identifiers;
    private final ReadAuditTrail audit;

    Chapters(
            ReadActivities activities,
            ReadStatement statements,
            ReadRedemptions redemptions,
            ReadStanding standings,
            ReadBenefits benefits,
            ReadSegments segments,
            ReadMissions missions,
            ReadBadges badges,
            ReadConsents consents,
            ReadMember profiles,
            KeepIdentifiers identifiers,
            ReadAuditTrail audit) {
        this.activities = activities;
        this.statements = statements;
        this.redemptions = redemptions;
        this.standings = standings;
        this.benefits = benefits;
        this.segments = segments;
        this.missions = missions;
        this.badges = badges;
        this.consents = consents;
        this.profiles = profiles;
        this.identifiers = identifiers;
        this.audit = audit;
    }

    /** Topics that this reader may be told of. */
    static List<Topic> topics(StaffRights rights) {
        return Stream.of(Topic.values())
                .filter(topic -> switch (topic) {
                    case REWARDS -> rights.mayRead("redemptions");
                    case SEGMENTS -> rights.mayRead("segments");
                    default -> true;
                })
                .toList();
    }

    /** @param only one topic, or all of them */
    List<Chapter> of(
            MemberId member,
            Optional<Topic> only,
            StaffRights rights,
            StaffPhrases words,
            AuditWords audited,
            Phrases say,
            Locale locale) {
        var narrator = new Narrator(member, rights, words, audited, say, locale);
        return topics(rights).stream()
                .filter(topic -> only.isEmpty() || only.get() == topic)
                .map(topic -> chapter(topic, narrator))
                .toList();
    }

    private Chapter chapter(Topic topic, Narrator narrator) {
        return switch (topic) {
            case ACTIVITIES -> asked(topic, narrator::activities);
            case POINTS -> asked(topic, narrator::points);
            case REWARDS -> asked(topic, narrator::rewards);
            case TIERS -> asked(topic, (_, _) -> narrator.tiers());
            case BENEFITS -> asked(topic, (_, _) -> narrator.benefits());
            case SEGMENTS -> asked(topic, (_, _) -> narrator.segments());
            case MISSIONS -> asked(topic, (_, _) -> narrator.missions());
            case CONSENTS -> asked(topic, (_, _) -> narrator.consents());
            case ACCOUNT -> asked(topic, narrator::account);
        };
    }

    /** Orders what was told, and cuts what is too late or too much. */
    private static Chapter asked(Topic topic, BiFunction<Instant, Integer, List<Told>> told) {
        return new Chapter() {
            @Override
            public Topic topic() {
                return topic;
            }

            @Override
            public List<Told> until(Instant until, int limit) {
                return told.apply(until, limit).stream()
                        .filter(each -> !each.at().isAfter(until))
                        .sorted(Comparator.comparing(Told::at).reversed())
                        .limit(limit)
                        .toList();
            }
        };
    }

    /** Asks the modules about one member, and says what they answer to one reader. */
    private class Narrator {

        private final MemberId member;
        private final StaffRights rights;
        private final StaffPhrases words;
        private final AuditWords audited;
        private final Phrases say;
        private final Locale locale;

        Narrator(
                MemberId member,
                StaffRights rights,
                StaffPhrases words,
                AuditWords audited,
                Phrases say,
                Locale locale) {
            this.member = member;
            this.rights = rights;
            this.words = words;
            this.audited = audited;
            this.say = say;
            this.locale = locale;
        }

        List<Told> activities(Instant until, int limit) {
            var after = new ReadActivities.Cursor(until.plus(1, ChronoUnit.MICROS), new ActivityId(LOWEST));
            var done = activities.timeline(member, Optional.of(after), limit).activities();
            var entries = statements.ofActivities(
                    member, done.stream().map(ReadActivities.Recorded::id).toList());
            return done.stream()
                    .map(each -> new Told(
                            each.happenedAt(),
                            Topic.ACTIVITIES,
                            activity(each),
                            where(each),
                            entries.getOrDefault(each.id(), List.of()).stream()
                                    .map(line ->
                                            moved(line, words.trace(line.why()).summary()))
                                    .toList(),
                            page("/activities/" + each.id().value())))
                    .toList();
        }

        private String activity(ReadActivities.Recorded done) {
            var name = words.activity(done.type());
            return done.amount() == null
                    ? name
                    : say.text(
                            done.refundOf() != null || done.type().code().equals("refund")
                                    ? "timeline.activity.back"
                                    : "timeline.activity.paid",
                            name,
                            words.money(done.amount()));
        }

        private String where(ReadActivities.Recorded done) {
            var parts = new ArrayList<String>();
            parts.add(words.channel(done.channel()));
            if (done.store() != null) {
                parts.add(done.store());
            }
            if (done.amount() != null) {
                parts.add(done.reference());
            }
            if (Duration.between(done.happenedAt(), done.recordedAt()).compareTo(LATE) > 0) {
                parts.add(say.text("timeline.activity.late", say.day(done.recordedAt())));
            }
            return String.join(" · ", parts);
        }

        List<Told> points(Instant until, int limit) {
            return MergedLots.told(asked -> statements.withoutActivity(member, until, asked), limit, ALL).stream()
                    .map(line -> new Told(
                            line.bookedAt(),
                            Topic.POINTS,
                            say.text("admin.entries.kind." + line.kind()),
                            because(line.why()),
                            List.of(moved(line, "")),
                            page("/statement?before=" + (line.sequence() + 1))))
                    .toList();
        }

        private String because(Why why) {
            var summary = words.trace(why).summary();
            return why instanceof Why.Adjusted adjusted && adjusted.note() != null
                    ? summary + " · " + adjusted.note()
                    : summary;
        }

        private static Moved moved(ReadStatement.Line line, String why) {
            return new Moved(line.points(), line.pending(), why);
        }

        List<Told> rewards(Instant until, int limit) {
            return redemptions.latest(member, until, limit).stream()
                    .flatMap(line -> {
                        var name = line.name().in(locale);
                        var address = "/admin/redemptions/" + line.id();
                        var redeemed = new Told(
                                line.redeemedAt(),
                                Topic.REWARDS,
                                say.text("timeline.redeemed", name),
                                say.text("timeline.redeemed.for", line.price().value(), line.code()),
                                address);
                        return line.settledAt() == null
                                ? Stream.of(redeemed)
                                : Stream.of(
                                        new Told(
                                                line.settledAt(),
                                                Topic.REWARDS,
                                                say.text(
                                                        line.status() == RedemptionStatus.CANCELLED
                                                                ? "timeline.redemption.cancelled"
                                                                : "timeline.redemption.handed-over",
                                                        name),
                                                line.cancelReason(),
                                                address),
                                        redeemed);
                    })
                    .toList();
        }

        List<Told> tiers() {
            return standings.history(member).stream()
                    .map(change -> new Told(
                            change.at(),
                            Topic.TIERS,
                            say.text(
                                    change.to().rank() > change.from().rank()
                                            ? "timeline.tier.up"
                                            : "timeline.tier.down",
                                    change.from().name().in(locale),
                                    change.to().name().in(locale)),
                            say.text("timeline.tier.growth", change.growth()),
                            null))
                    .toList();
        }

        List<Told> benefits() {
            var names = benefits.all().stream().collect(toMap(Benefit::id, Benefit::name));
            var address = page("/benefits");
            var told = new ArrayList<Told>();
            for (var grant : benefits.grants(member)) {
                var name = name(names, grant.benefit());
                told.add(new Told(
                        grant.at(),
                        Topic.BENEFITS,
                        say.text("timeline.benefit.granted", name),
                        grant.birthday() ? say.text("timeline.benefit.birthday") : grant.reason(),
                        address));
                grant.revokedAt()
                        .ifPresent(at -> told.add(new Told(
                                at, Topic.BENEFITS, say.text("timeline.benefit.revoked", name), null, address)));
            }
            for (var use : benefits.uses(member, ALL)) {
                use.usedAt()
                        .ifPresent(at -> told.add(new Told(
                                at,
                                Topic.BENEFITS,
                                say.text("timeline.benefit.used", name(names, use.benefit())),
                                use.place().orElse(null),
                                address)));
            }
            return told;
        }

        private String name(Map<BenefitId, BilingualText> names, BenefitId benefit) {
            var name = names.get(benefit);
            return name == null ? "–" : name.in(locale);
        }

        List<Told> segments() {
            var names = segments.names();
            return segments.history(member, ALL).stream()
                    .flatMap(stay -> {
                        var known = names.get(stay.segment());
                        var name = known == null ? stay.segment() : known.in(locale);
                        var address = "/admin/segments/" + stay.segment();
                        var entered = new Told(
                                stay.enteredAt(),
                                Topic.SEGMENTS,
                                say.text("timeline.segment.entered", name),
                                null,
                                address);
                        return stay.leftAt() == null
                                ? Stream.of(entered)
                                : Stream.of(
                                        new Told(
                                                stay.leftAt(),
                                                Topic.SEGMENTS,
                                                say.text("timeline.segment.left", name),
                                                null,
                                                address),
                                        entered);
                    })
                    .toList();
        }

        List<Told> missions() {
            var done = missions.completed(member, ALL).stream()
                    .map(each -> new Told(
                            each.at(),
                            Topic.MISSIONS,
                            say.text("timeline.mission", each.mission().name().in(locale)),
                            null,
                            rights.mayRead("missions")
                                    ? "/admin/missions/" + each.mission().id()
                                    : null));
            var earned = badges.of(member).stream()
                    .map(each -> new Told(
                            each.at(),
                            Topic.MISSIONS,
                            say.text("timeline.badge", each.badge().name().in(locale)),
                            each.forWhat().in(locale),
                            null));
            return Stream.concat(done, earned).toList();
        }

        List<Told> consents() {
            return consents.history(member).stream()
                    .map(line -> new Told(
                            line.at(),
                            Topic.CONSENTS,
                            say.text(
                                    line.given() ? "timeline.consent.given" : "timeline.consent.withdrawn",
                                    say.text("consent.purpose." + line.purpose()),
                                    say.text("consent.channel." + line.channel())),
                            line.staffName() == null
                                    ? say.text(
                                            "timeline.consent.how",
                                            say.text("consent.how." + line.how()),
                                            line.version())
                                    : say.text(
                                            "timeline.consent.by",
                                            say.text("consent.how." + line.how()),
                                            line.version(),
                                            line.staffName()),
                            page("/consents")))
                    .toList();
        }

        /** Who they are: how they came, what they are known by, and what staff did about it. */
        List<Told> account(Instant until, int limit) {
            var told = new ArrayList<Told>();
            for (var line : audit.about(member, TOLD_ELSEWHERE, until, limit)) {
                told.add(new Told(line.at(), Topic.ACCOUNT, audited.action(line.action()), changed(line), null));
            }
            profiles.find(member).ifPresent(profile -> {
                told.add(new Told(
                        profile.enrolledAt(),
                        Topic.ACCOUNT,
                        say.text("timeline.enrolled"),
                        words.channel(profile.enrolledVia()),
                        null));
                for (var known : identifiers.of(member)) {
                    var kind = say.text("admin.identifier." + known.identifier().kind());
                    var shown = Identifiers.of(List.of(known.identifier()), rights)
                            .shown()
                            .getFirst()
                            .text();
                    if (Duration.between(profile.enrolledAt(), known.addedAt()).compareTo(AT_ONCE) > 0) {
                        told.add(new Told(
                                known.addedAt(),
                                Topic.ACCOUNT,
                                say.text("timeline.identifier.added", kind),
                                shown,
                                null));
                    }
                    known.provenAt()
                            .ifPresent(at -> told.add(new Told(
                                    at, Topic.ACCOUNT, say.text("timeline.identifier.proven", kind), shown, null)));
                }
            });
            return told;
        }

        private String changed(ReadAuditTrail.Line line) {
            var row = AuditRow.of(line);
            return Stream.of(
                            line.by() == null
                                    ? say.text("admin.audit.command-line")
                                    : say.text(
                                            "timeline.by",
                                            line.staffName() == null ? line.by().toString() : line.staffName()),
                            Objects.requireNonNullElse(row.reason(), ""),
                            IMPERSONAL.contains(line.action()) ? audited.summary(row) : "")
                    .filter(part -> !part.isEmpty())
                    .collect(joining(" · "));
        }

        private String page(String below) {
            return "/admin/members/" + member + below;
        }
    }
}
