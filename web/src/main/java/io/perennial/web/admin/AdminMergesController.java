package io.perennial.web.admin;

import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.MergeId;
import io.perennial.membership.MergeMembers;
import io.perennial.membership.MergeMembers.Outcome;
import io.perennial.membership.MergeMembers.Part;
import io.perennial.membership.MergeMembers.Proposal;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadMember.Profile;
import io.perennial.membership.ReadMerges;
import io.perennial.membership.ReadMerges.Merge;
import io.perennial.membership.ReadMerges.Preview;
import io.perennial.membership.RecogniseMembers;
import io.perennial.web.pages.Notice;
import io.perennial.web.pages.Regions;
import io.perennial.web.security.LookUps;
import io.perennial.web.security.SignedInStaff;
import io.perennial.web.security.StaffRights;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

/** Two members who are one person: looked at side by side, proposed, approved by a second person, and undone. */
@Controller
@RequestMapping("/admin/merges")
class AdminMergesController {

    private static final int ROWS = 50;
    private static final String HIDDEN = "•••";

    private final MergeMembers mergeMembers;
    private final ReadMerges merges;
    private final ReadMember profiles;
    private final RecogniseMembers recognise;
    private final Regions regions;
    private final LookUps lookUps;
    private final MessageSource texts;

    AdminMergesController(
            MergeMembers mergeMembers,
            ReadMerges merges,
            ReadMember profiles,
            RecogniseMembers recognise,
            Regions regions,
            LookUps lookUps,
            MessageSource texts) {
        this.mergeMembers = mergeMembers;
        this.merges = merges;
        this.profiles = profiles;
        this.recognise = recognise;
        this.regions = regions;
        this.lookUps = lookUps;
        this.texts = texts;
    }

    @GetMapping
    String list(
            @RequestParam Optional<String> before,
            @RequestParam Optional<String> member,
            @RequestAttribute("staff") StaffRights rights,
            Model model) {
        var whose = member.flatMap(AdminMergesController::member);
        if (whose.isPresent()) {
            var theirs = merges.of(whose.get());
            model.addAttribute("member", whose.get());
            model.addAttribute("waiting", List.of());
            model.addAttribute("history", theirs);
            model.addAttribute("pairs", pairs(theirs, rights));
            model.addAttribute("paging", Paging.of("/admin/merges", Map.of(), true, Map.of()));
            return "admin/merges/list";
        }
        var waiting = merges.waiting();
        var page = merges.history(before.map(MergeId::of), ROWS + 1);
        var shown = page.stream().limit(ROWS).toList();
        model.addAttribute("waiting", waiting);
        model.addAttribute(
                "history", shown.stream().filter(each -> !each.waits()).toList());
        model.addAttribute(
                "pairs", pairs(Stream.concat(waiting.stream(), shown.stream()).toList(), rights));
        model.addAttribute(
                "paging",
                Paging.of(
                        "/admin/merges",
                        Map.of(),
                        before.isEmpty(),
                        page.size() > ROWS
                                ? Map.of("before", shown.getLast().id().toString())
                                : Map.of()));
        return "admin/merges/list";
    }

    /** @param merged what the two are called, as this reader may see it */
    record Pair(String merged, String survivor) {}

    /** One without a name is called by what it is known by, or was before that went over to the survivor. */
    private Map<MergeId, Pair> pairs(List<Merge> all, StaffRights rights) {
        if (all.isEmpty()) {
            return Map.of();
        }
        var locale = LocaleContextHolder.getLocale();
        var members = new HashSet<MemberId>();
        all.forEach(each -> members.addAll(List.of(each.merged(), each.survivor())));
        var names = profiles.names(members);
        var known = profiles.identifiers(members);
        var before = merges.identifiers(all.stream().map(Merge::id).toList());
        var pairs = new HashMap<MergeId, Pair>();
        for (var each : all) {
            var merged = each.tookPlace()
                    ? before.getOrDefault(each.id(), List.of())
                    : known.getOrDefault(each.merged(), List.of());
            var survivor = new ArrayList<>(known.getOrDefault(each.survivor(), List.of()));
            if (each.tookPlace()) {
                survivor.removeAll(merged);
            }
            pairs.put(
                    each.id(),
                    new Pair(
                            called(names.get(each.merged()), merged, rights, locale),
                            called(names.get(each.survivor()), survivor, rights, locale)));
        }
        return pairs;
    }

    private String called(@Nullable String name, List<Identifier> known, StaffRights rights, Locale locale) {
        return Called.by(rights.name(name), Identifiers.of(known, rights), texts, locale);
    }

    /** First one of the two, then the other by anything that is known of them, then both side by side. */
    @GetMapping("/new")
    String create(
            @ModelAttribute("form") MergeForm form,
            BindingResult errors,
            @RequestParam Optional<String> other,
            @RequestAttribute("staff") StaffRights rights,
            HttpServletRequest request,
            Model model) {
        var survivor = found(form.survivor(), rights, request);
        if (survivor.isEmpty() && form.survivor() != null && !form.survivor().isBlank()) {
            errors.rejectValue("survivor", "admin.merges.not-found");
        }
        var merged = member(form.merged());
        if (survivor.isPresent()
                && merged.isEmpty()
                && other.filter(text -> !text.isBlank()).isPresent()) {
            merged = found(other.get(), rights, request);
            if (merged.isEmpty()) {
                errors.reject("admin.merges.not-found");
            }
        }
        model.addAttribute("other", other.orElse(""));
        survivor.flatMap(profiles::find).ifPresent(profile -> {
            model.addAttribute("one", profile);
            model.addAttribute(
                    "oneCalled",
                    called(profile.displayName(), profile.identifiers(), rights, LocaleContextHolder.getLocale()));
        });
        if (survivor.isPresent() && merged.isPresent()) {
            if (survivor.equals(merged)) {
                errors.reject("admin.merges.same");
            } else {
                show(merges.preview(merged.get(), survivor.get()), rights, model);
            }
        }
        return "admin/merges/create";
    }

    private void show(Optional<Preview> found, StaffRights rights, Model model) {
        var preview = found.orElseThrow(AdminMergesController::missing);
        model.addAttribute("preview", preview);
        model.addAttribute("mergedKnownBy", Identifiers.of(preview.merged().identifiers(), rights));
        model.addAttribute("survivorKnownBy", Identifiers.of(preview.survivor().identifiers(), rights));
        model.addAttribute("choices", choices(preview.merged(), preview.survivor(), rights));
    }

    /** @param isOpen whether both have something, and something else */
    record Choice(Part part, String merged, String survivor, boolean isOpen) {}

    private List<Choice> choices(Profile merged, Profile survivor, StaffRights rights) {
        var locale = LocaleContextHolder.getLocale();
        var choices = new ArrayList<Choice>();
        choices.add(choice(Part.NAME, rights.name(merged.displayName()), rights.name(survivor.displayName())));
        choices.add(hidden(Part.BIRTHDAY, merged.birthday(), survivor.birthday()));
        choices.add(choice(Part.REGION, region(merged, locale), region(survivor, locale)));
        choices.add(choice(Part.LANGUAGE, language(merged, locale), language(survivor, locale)));
        return choices;
    }

    /** Of what is hidden, whether the two differ. */
    private static Choice hidden(Part part, @Nullable Object merged, @Nullable Object survivor) {
        return new Choice(part, HIDDEN, HIDDEN, merged != null && survivor != null && !merged.equals(survivor));
    }

    private static Choice choice(Part part, @Nullable String merged, @Nullable String survivor) {
        return new Choice(
                part,
                merged == null ? "" : merged,
                survivor == null ? "" : survivor,
                merged != null && survivor != null && !merged.equals(survivor));
    }

    private @Nullable String region(Profile profile, Locale locale) {
        var region = profile.region();
        return region == null ? null : regions.name(region, locale);
    }

    private static String language(Profile profile, Locale locale) {
        return profile.locale().getDisplayName(locale) + ", " + profile.zone().getId();
    }

    @PostMapping("/new")
    String propose(
            @ModelAttribute("form") MergeForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            @RequestAttribute("staff") StaffRights rights,
            Model model,
            RedirectAttributes redirect,
            HttpServletRequest request,
            HttpServletResponse response) {
        var merged = member(form.merged()).orElseThrow(AdminMergesController::missing);
        var survivor = member(form.survivor()).orElseThrow(AdminMergesController::missing);
        var outcome = mergeMembers.propose(new Proposal(merged, survivor, form.parts(), form.why()), me.id());
        if (outcome instanceof Outcome.Proposed(var merge)) {
            Notice.info("admin.merges.proposed").after(redirect);
            return "redirect:/admin/merges/" + merge;
        }
        if (outcome instanceof Outcome.ReasonMissing) {
            errors.rejectValue("reason", "admin.reason.missing");
        } else {
            errors.reject(refusal(outcome));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return create(form, errors, Optional.empty(), rights, request, model);
    }

    @GetMapping("/{id}")
    String show(
            @PathVariable String id,
            @ModelAttribute("change") ReasonForm change,
            @AuthenticationPrincipal SignedInStaff me,
            @RequestAttribute("staff") StaffRights rights,
            Model model) {
        var merge = merges.find(id(id)).orElseThrow(AdminMergesController::missing);
        model.addAttribute("merge", merge);
        model.addAttribute("pair", pairs(List.of(merge), rights).get(merge.id()));
        if (merge.state() == ReadMerges.State.PROPOSED) {
            merges.preview(merge.merged(), merge.survivor())
                    .ifPresent(preview -> show(Optional.of(preview), rights, model));
        }
        merges.reversal(merge.id()).ifPresent(reversal -> model.addAttribute("reversal", reversal));
        model.addAttribute(
                "mine", me.id().equals(merge.waits() && merge.tookPlace() ? merge.undoAskedBy() : merge.proposedBy()));
        model.addAttribute("approves", rights.account().roles().stream().anyMatch(MergeMembers.APPROVERS::contains));
        return "admin/merges/show";
    }

    @PostMapping("/{id}/approve")
    String approve(@PathVariable String id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        return answered(id, mergeMembers.approve(id(id), me.id()), redirect);
    }

    @PostMapping("/{id}/refuse")
    String refuse(@PathVariable String id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        return answered(id, mergeMembers.refuse(id(id), me.id()), redirect);
    }

    @PostMapping("/{id}/undo")
    String undo(@PathVariable String id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        return answered(id, mergeMembers.undo(id(id), me.id()), redirect);
    }

    @PostMapping("/{id}/ask-undo")
    String askUndo(
            @PathVariable String id,
            @ModelAttribute("change") ReasonForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            @RequestAttribute("staff") StaffRights rights,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var outcome = mergeMembers.askUndo(id(id), form.reason(), me.id());
        if (outcome instanceof Outcome.ReasonMissing) {
            errors.rejectValue("reason", "admin.reason.missing");
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(id, form, me, rights, model);
        }
        return answered(id, outcome, redirect);
    }

    private static String answered(String id, Outcome outcome, RedirectAttributes redirect) {
        switch (outcome) {
            case Outcome.Merged _ -> Notice.success("admin.merges.merged").after(redirect);
            case Outcome.Undone _ -> Notice.success("admin.merges.undone").after(redirect);
            case Outcome.Dropped _ -> Notice.info("admin.merges.dropped").after(redirect);
            case Outcome.UndoAsked _ -> Notice.info("admin.merges.undo-asked").after(redirect);
            case Outcome.UnknownMerge _ -> throw missing();
            default -> Notice.error(refusal(outcome)).after(redirect);
        }
        return "redirect:/admin/merges/" + id;
    }

    /** The sentence for each refusal. */
    private static String refusal(Outcome outcome) {
        return switch (outcome) {
            case Outcome.SameMember _ -> "admin.merges.same";
            case Outcome.UnknownMember _, Outcome.UnknownMerge _ -> "admin.merges.not-found";
            case Outcome.ReasonMissing _ -> "admin.reason.missing";
            case Outcome.AlreadyMerged _ -> "admin.merges.already";
            case Outcome.Leaving _ -> "admin.merges.leaving";
            case Outcome.AnotherWaits _ -> "admin.merges.another-waits";
            case Outcome.OwnMembership _ -> "admin.merges.own";
            case Outcome.NotYourRole _ -> "admin.merges.role";
            case Outcome.Yourself _ -> "admin.merges.yourself";
            case Outcome.NothingWaiting _ -> "admin.merges.nothing";
            case Outcome.TooLate _ -> "admin.merges.too-late";
            case Outcome.LaterMergeFirst _ -> "admin.merges.later-first";
            case Outcome.Erased _ -> "admin.merges.erased";
            case Outcome.Hindered(var hindrance) -> "admin.merges.hindrance." + hindrance;
            case Outcome.Proposed _, Outcome.Merged _, Outcome.Dropped _, Outcome.UndoAsked _, Outcome.Undone _ ->
                throw new IllegalArgumentException("no refusal: " + outcome);
        };
    }

    /** By the id, or by all of what the member is known by; that leaves a line as any such search does. */
    private Optional<MemberId> found(@Nullable String typed, StaffRights rights, HttpServletRequest request) {
        if (typed == null || typed.isBlank()) {
            return Optional.empty();
        }
        var text = typed.strip();
        var byId = member(text);
        if (byId.isPresent()) {
            return byId;
        }
        var possible = Stream.of(Identifier.Kind.values())
                .flatMap(kind -> Identifier.parse(kind, text).stream())
                .toList();
        var found = recognise.recognise(possible).values().stream().findFirst();
        lookUps.searched(rights, text, found.stream().toList(), request);
        return found;
    }

    private static Optional<MemberId> member(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? Optional.empty() : Optional.of(MemberId.of(text.strip()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static MergeId id(String text) {
        try {
            return MergeId.of(text);
        } catch (IllegalArgumentException _) {
            throw missing();
        }
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
