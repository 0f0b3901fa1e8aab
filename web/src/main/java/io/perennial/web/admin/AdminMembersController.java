package io.perennial.web.admin;

import io.perennial.insights.ActivityId;
import io.perennial.insights.KeepFacts;
import io.perennial.insights.ReadActivities;
import io.perennial.insights.ReadFacts;
import io.perennial.insights.ReadSegments;
import io.perennial.membership.AppointStaff;
import io.perennial.membership.ChangeMemberStatus;
import io.perennial.membership.EraseMember;
import io.perennial.membership.FindMembers;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.ReadBenefits;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadOutlook;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.ReadTags;
import io.perennial.membership.ReadTierFloors;
import io.perennial.points.KeepHousehold;
import io.perennial.points.ReadBadges;
import io.perennial.points.ReadBalance;
import io.perennial.points.ReadExtensions;
import io.perennial.points.ReadMissions;
import io.perennial.points.ReadStatement;
import io.perennial.points.ReadStreak;
import io.perennial.recall.AssessChurn;
import io.perennial.rewards.ReadRedemptions;
import io.perennial.rewards.RedemptionId;
import io.perennial.web.pages.MergedLots;
import io.perennial.web.pages.Notice;
import io.perennial.web.pages.Phrases;
import io.perennial.web.pages.Regions;
import io.perennial.web.security.LookUps;
import io.perennial.web.security.SignedInStaff;
import io.perennial.web.security.StaffRights;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Members, and everything that is known of one of them. */
@Controller
@RequestMapping("/admin/members")
class AdminMembersController {

    private static final int PAGE = 50;
    private static final int LATEST = 8;
    private static final int MOST_ENTRIES = 200;
    private static final int HAPPENED = 20;

    private static final Map<String, MemberStatus> STATUS_AFTER =
            Map.of("freeze", MemberStatus.FROZEN, "unfreeze", MemberStatus.ACTIVE, "close", MemberStatus.CLOSED);

    private final FindMembers members;
    private final ReadMember profiles;
    private final ReadStanding standings;
    private final ReadLadder ladder;
    private final ReadBalance balances;
    private final ReadExtensions extensions;
    private final ReadStatement statements;
    private final ReadActivities activities;
    private final ReadMissions missions;
    private final ReadBadges badges;
    private final ReadStreak streaks;
    private final ReadRedemptions redemptions;
    private final AssessChurn churn;
    private final EraseMember eraseMember;
    private final ReadTags tags;
    private final ReadConsents consents;
    private final Regions regions;
    private final ReadAuditTrail audit;
    private final ChangeMemberStatus status;
    private final ReadOutlook outlooks;
    private final ReadTierFloors floors;
    private final AppointStaff staff;
    private final ReadBenefits benefits;
    private final ReadSegments segments;
    private final ReadFacts facts;
    private final KeepFacts keepFacts;
    private final KeepHousehold households;
    private final MemberViews views;
    private final Chapters chapters;
    private final Programme programme;
    private final Clock clock;
    private final LookUps lookUps;
    private final MessageSource texts;

    AdminMembersController(
            FindMembers members,
            ReadMember profiles,
            ReadStanding standings,
            ReadLadder ladder,
            ReadBalance balances,
            ReadExtensions extensions,
            ReadStatement statements,
            ReadActivities activities,
            ReadMissions missions,
            ReadBadges badges,
            ReadStreak streaks,
            ReadRedemptions redemptions,
            AssessChurn churn,
            EraseMember eraseMember,
            ReadTags tags,
            ReadConsents consents,
            Regions regions,
            ReadAuditTrail audit,
            ChangeMemberStatus status,
            ReadOutlook outlooks,
            ReadTierFloors floors,
            AppointStaff staff,
            ReadBenefits benefits,
            ReadSegments segments,
            ReadFacts facts,
            KeepFacts keepFacts,
            KeepHousehold households,
            MemberViews views,
            Chapters chapters,
            Programme programme,
            Clock clock,
            LookUps lookUps,
            MessageSource texts) {
        this.members = members;
        this.profiles = profiles;
        this.standings = standings;
        this.ladder = ladder;
        this.balances = balances;
        this.extensions = extensions;
        this.statements = statements;
        this.activities = activities;
        this.missions = missions;
        this.badges = badges;
        this.streaks = streaks;
        this.redemptions = redemptions;
        this.churn = churn;
        this.eraseMember = eraseMember;
        this.tags = tags;
        this.consents = consents;
        this.regions = regions;
        this.audit = audit;
        this.status = status;
        this.outlooks = outlooks;
        this.floors = floors;
        this.staff = staff;
        this.benefits = benefits;
        this.segments = segments;
        this.facts = facts;
        this.keepFacts = keepFacts;
        this.households = households;
        this.views = views;
        this.chapters = chapters;
        this.programme = programme;
        this.clock = clock;
        this.lookUps = lookUps;
        this.texts = texts;
    }

    @GetMapping
    String list(
            @ModelAttribute("query") MemberQuery query,
            @AuthenticationPrincipal SignedInStaff me,
            @RequestAttribute("staff") StaffRights rights,
            HttpServletRequest request,
            Model model) {
        var asked = query.query(programme.zone());
        var page = query.segment().isEmpty() || !rights.mayRead("segments")
                ? MemberWalk.of(members, asked)
                : MemberWalk.ofSegment(members, segments, query.segment(), asked);
        var found = query.visible(page.rows(), rights);
        lookUps.searched(
                rights, query.q(), found.stream().map(FindMembers.Row::member).toList(), request);
        var has = balances.of(found.stream().map(FindMembers.Row::member).toList());
        model.addAttribute(
                "rows",
                found.stream()
                        .map(row -> new MemberRow(
                                row, Identifiers.of(row.identifiers(), rights), MemberRow.balance(has, row.member())))
                        .toList());
        model.addAttribute(
                "paging",
                Paging.of(
                        "/admin/members",
                        query.filters(),
                        query.before() == null,
                        page.next()
                                .map(last -> Map.of("before", last.toString()))
                                .orElse(Map.of())));
        model.addAttribute("views", views.of(me.id()));
        model.addAttribute("tags", tags.inUse());
        model.addAttribute("segments", rights.mayRead("segments") ? segments.all() : List.of());
        model.addAttribute("total", members.total());
        model.addAttribute("tiers", ladder.ladder().tiers());
        model.addAttribute("statuses", MemberStatus.values());
        return "admin/members/list";
    }

    @GetMapping("/{id}")
    String show(
            @PathVariable MemberId id,
            @ModelAttribute("change") ReasonForm change,
            @RequestAttribute("staff") StaffRights rights,
            HttpSession session,
            Locale locale,
            Model model) {
        var profile = profile(id, rights, model);
        RecentMembers.note(session, id);
        glance(id, rights, model);
        var words = (StaffPhrases) Objects.requireNonNull(model.getAttribute("words"));
        var audited = (AuditWords) Objects.requireNonNull(model.getAttribute("audited"));
        var say = (Phrases) Objects.requireNonNull(model.getAttribute("say"));
        model.addAttribute("topics", Chapters.topics(rights));
        model.addAttribute(
                "timeline",
                Timeline.page(
                        chapters.of(id, Optional.empty(), rights, words, audited, say, locale),
                        Timeline.beginning(clock.instant()),
                        HAPPENED));
        model.addAttribute("standing", standings.of(id).orElseThrow(AdminMembersController::missing));
        model.addAttribute("tierChanges", standings.history(id));
        model.addAttribute("ladder", ladder.ladder());
        model.addAttribute("balance", balances.of(id));
        model.addAttribute("extensions", extensions.of(id, LATEST));
        model.addAttribute(
                "entries",
                MergedLots.told(
                        many -> statements.page(id, Optional.empty(), many).lines(), LATEST, MOST_ENTRIES));
        model.addAttribute("streak", streaks.of(id));
        model.addAttribute("missions", missions.of(id));
        model.addAttribute("badges", badges.of(id));
        model.addAttribute("erasure", eraseMember.of(id).orElse(null));
        model.addAttribute("tags", tags.of(id));
        model.addAttribute("consents", consents.of(id));
        Optional.ofNullable(profile.region())
                .ifPresent(
                        region -> model.addAttribute("region", regions.name(region, LocaleContextHolder.getLocale())));
        model.addAttribute("silence", Silence.of(churn.assess(id)));
        model.addAttribute("canFreeze", profile.status() == MemberStatus.ACTIVE);
        model.addAttribute("canUnfreeze", profile.status() == MemberStatus.FROZEN);
        model.addAttribute(
                "changes",
                AuditRow.rows(audit.find(new ReadAuditTrail.Query(
                                Optional.of("member"),
                                Optional.of(id.toString()),
                                Optional.empty(),
                                Optional.empty(),
                                LATEST))
                        .lines()));
        return "admin/members/show";
    }

    /** Why they stand where they stand, what they may use, how they buy. */
    private void glance(MemberId id, StaffRights rights, Model model) {
        var now = clock.instant();
        outlooks.of(id).ifPresent(outlook -> model.addAttribute("outlook", outlook));
        floors.of(id).stream()
                .filter(floor -> floor.endedAt().isEmpty()
                        && floor.endsAt().map(now::isBefore).orElse(true))
                .findFirst()
                .ifPresent(floor -> {
                    model.addAttribute("floor", floor);
                    staff.accounts().stream()
                            .filter(account -> account.id().equals(floor.by()))
                            .findFirst()
                            .ifPresent(account -> model.addAttribute("floorBy", account.displayName()));
                });
        model.addAttribute("mine", benefits.of(id));
        if (rights.mayRead("segments")) {
            model.addAttribute("stays", segments.of(id));
            model.addAttribute("segmentNames", segments.names());
        }
        households.of(id).ifPresent(household -> model.addAttribute("household", household));
        facts.find(id).ifPresent(known -> {
            model.addAttribute("facts", known);
            model.addAttribute("scores", facts.cutPoints().of(known, now).orElse(null));
            model.addAttribute("spent", Money.ofMinor(CurrencyUnit.of(programme.usualCurrency()), known.spentMinor()));
        });
    }

    /** Gathers what is known of a member anew, for whom the panel seems to be behind. */
    @PostMapping("/{id}/facts")
    String gather(@PathVariable MemberId id, RedirectAttributes redirect) {
        if (profiles.find(id).isEmpty()) {
            throw missing();
        }
        keepFacts.changed(List.of(id));
        keepFacts.gather();
        Notice.success("glance.refreshed").after(redirect);
        return "redirect:/admin/members/" + id;
    }

    @GetMapping("/{id}/statement")
    String statement(
            @PathVariable MemberId id,
            @RequestParam Optional<Long> before,
            @RequestAttribute("staff") StaffRights rights,
            Model model) {
        profile(id, rights, model);
        var page = statements.page(id, before, PAGE);
        model.addAttribute("balance", balances.of(id));
        model.addAttribute("entries", page);
        model.addAttribute(
                "paging",
                Paging.of(
                        "/admin/members/" + id + "/statement",
                        Map.of(),
                        before.isEmpty(),
                        page.hasMore()
                                ? Map.of(
                                        "before",
                                        Long.toString(page.lines().getLast().sequence()))
                                : Map.of()));
        return "admin/members/statement";
    }

    @GetMapping("/{id}/activities")
    String activities(
            @PathVariable MemberId id,
            @RequestParam Optional<Instant> before,
            @RequestParam Optional<UUID> than,
            @RequestAttribute("staff") StaffRights rights,
            Model model) {
        profile(id, rights, model);
        var cursor = before.flatMap(at -> than.map(last -> new ReadActivities.Cursor(at, new ActivityId(last))));
        var page = activities.timeline(id, cursor, PAGE);
        model.addAttribute("timeline", page);
        model.addAttribute(
                "paging", Paging.of("/admin/members/" + id + "/activities", Map.of(), cursor.isEmpty(), after(page)));
        return "admin/members/activities";
    }

    @GetMapping("/{id}/activities/{activity}")
    String activity(
            @PathVariable MemberId id,
            @PathVariable UUID activity,
            @RequestAttribute("staff") StaffRights rights,
            Model model) {
        profile(id, rights, model);
        var activityId = new ActivityId(activity);
        var recorded = Optional.ofNullable(
                        activities.byId(id, List.of(activityId)).get(activityId))
                .orElseThrow(AdminMembersController::missing);
        model.addAttribute("activity", recorded);
        model.addAttribute("items", activities.items(id, activityId));
        model.addAttribute("entries", statements.ofActivity(id, activityId));
        model.addAttribute("counted", missions.countedFor(id, activityId));
        model.addAttribute(
                "refunded", activities.refundedOf(id, List.of(activityId)).get(activityId));
        return "admin/members/activity";
    }

    @GetMapping("/{id}/redemptions")
    String redemptions(
            @PathVariable MemberId id,
            @RequestParam Optional<UUID> before,
            @RequestAttribute("staff") StaffRights rights,
            Model model) {
        profile(id, rights, model);
        var page = redemptions.of(id, before.map(RedemptionId::new), PAGE);
        model.addAttribute("redemptions", page);
        model.addAttribute(
                "paging",
                Paging.of(
                        "/admin/members/" + id + "/redemptions",
                        Map.of(),
                        before.isEmpty(),
                        page.hasMore()
                                ? Map.of("before", page.lines().getLast().id().toString())
                                : Map.of()));
        return "admin/members/redemptions";
    }

    @GetMapping("/{id}/close")
    String close(
            @PathVariable MemberId id,
            @ModelAttribute("change") ReasonForm change,
            @RequestAttribute("staff") StaffRights rights,
            Model model) {
        profile(id, rights, model);
        model.addAttribute("balance", balances.of(id));
        return "admin/members/close";
    }

    @PostMapping("/{id}/{what:freeze|unfreeze|close}")
    String changeStatus(
            @PathVariable MemberId id,
            @PathVariable String what,
            @ModelAttribute("change") ReasonForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            @RequestAttribute("staff") StaffRights rights,
            HttpSession session,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var to = Objects.requireNonNull(STATUS_AFTER.get(what));
        switch (status.change(id, to, form.reason(), me.id())) {
            case ChangeMemberStatus.Outcome.Changed _ ->
                Notice.success("admin.members.status.changed." + to).after(redirect);
            case ChangeMemberStatus.Outcome.Unchanged _ ->
                Notice.error("admin.members.status.unchanged." + to).after(redirect);
            case ChangeMemberStatus.Outcome.AlreadyClosed _ ->
                Notice.error("admin.members.status.already-closed").after(redirect);
            case ChangeMemberStatus.Outcome.UnknownMember _ -> throw missing();
            case ChangeMemberStatus.Outcome.ReasonMissing _ -> {
                errors.rejectValue("reason", "admin.reason.missing");
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                return to == MemberStatus.CLOSED
                        ? close(id, form, rights, model)
                        : show(id, form, rights, session, LocaleContextHolder.getLocale(), model);
            }
        }
        return "redirect:/admin/members/" + id;
    }

    private static Map<String, String> after(ReadActivities.Page page) {
        if (!page.hasMore()) {
            return Map.of();
        }
        var last = page.activities().getLast();
        return Map.of("before", last.happenedAt().toString(), "than", last.id().toString());
    }

    private ReadMember.Profile profile(MemberId id, StaffRights rights, Model model) {
        var profile = profiles.find(id).orElseThrow(AdminMembersController::missing);
        model.addAttribute("profile", profile);
        var person = Person.of(profile, rights, Revealed.of(id, model));
        model.addAttribute("person", person);
        model.addAttribute("called", Called.by(person, texts, LocaleContextHolder.getLocale()));
        return profile;
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
