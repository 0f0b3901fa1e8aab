package io.perennial.web.admin;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.perennial.insights.Condition;
import io.perennial.insights.PickMembers;
import io.perennial.insights.PublishSegment;
import io.perennial.insights.ReadFacts;
import io.perennial.insights.ReadSegments;
import io.perennial.insights.Segment;
import io.perennial.membership.LookUpKind;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadMember;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.LookUps;
import io.perennial.web.security.SignedInStaff;
import io.perennial.web.security.StaffRights;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
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

/** Segments: who belongs to which, and the form in which one is made, with its live count. */
@Controller
@RequestMapping("/admin/segments")
class AdminSegmentsController {

    private static final int PAGE = 50;
    private static final int FILE_PAGE = 1_000;
    private static final int DAYS = 30;

    private final ReadSegments segments;
    private final PublishSegment publishing;
    private final PickMembers picking;
    private final LiveCounts counting;
    private final ReadFacts facts;
    private final ReadMember members;
    private final LookUps lookUps;
    private final Programme programme;
    private final Clock clock;

    AdminSegmentsController(
            ReadSegments segments,
            PublishSegment publishing,
            PickMembers picking,
            LiveCounts counting,
            ReadFacts facts,
            ReadMember members,
            LookUps lookUps,
            Programme programme,
            Clock clock) {
        this.lookUps = lookUps;
        this.segments = segments;
        this.publishing = publishing;
        this.picking = picking;
        this.counting = counting;
        this.facts = facts;
        this.members = members;
        this.programme = programme;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("segments", segments.all());
        model.addAttribute("total", facts.total());
        model.addAttribute("cuts", facts.cutPoints());
        return "admin/segments/list";
    }

    @GetMapping("/{code}")
    String show(@PathVariable String code, @RequestParam Optional<MemberId> after, Model model) {
        var segment = segments.find(code).orElseThrow(AdminSegmentsController::missing);
        var page = segments.members(code, after, PAGE + 1);
        var shown = page.subList(0, Math.min(PAGE, page.size()));
        model.addAttribute("row", segment);
        model.addAttribute("versions", segments.versions(code));
        model.addAttribute("rows", rows(shown));
        var since = LocalDate.ofInstant(clock.instant(), programme.zone()).minusDays(DAYS - 1L);
        var days = segments.days(code, since);
        model.addAttribute("days", days.reversed());
        model.addAttribute(
                "came", days.stream().mapToLong(ReadSegments.Day::came).sum());
        model.addAttribute(
                "went", days.stream().mapToLong(ReadSegments.Day::went).sum());
        model.addAttribute("total", facts.total());
        model.addAttribute(
                "paging",
                Paging.of(
                        "/admin/segments/" + code,
                        Map.of(),
                        after.isEmpty(),
                        page.size() > PAGE
                                ? Map.of("after", shown.getLast().member().toString())
                                : Map.of()));
        return "admin/segments/show";
    }

    /** One of its members. */
    record Row(MemberId member, @Nullable String name, Instant enteredAt) {}

    private List<Row> rows(List<ReadSegments.Member> page) {
        var names = members.names(page.stream().map(ReadSegments.Member::member).toList());
        return page.stream()
                .map(each -> new Row(each.member(), names.get(each.member()), each.enteredAt()))
                .toList();
    }

    /** All of its members, written a page at a time, for who may change segments; who took it is written down first. */
    @GetMapping("/{code}/members.csv")
    void csv(
            @PathVariable String code,
            @RequestAttribute("staff") StaffRights rights,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (!rights.mayWrite("segments")) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        var listed = segments.find(code).orElseThrow(AdminSegmentsController::missing);
        var segment = listed.segment();
        lookUps.taken(rights, LookUpKind.MEMBER_FILE, listed.members(), request);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + segment.code() + ".csv\"");
        try (var csv =
                CsvWriter.builder().build(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8))) {
            csv.writeRecord("member", "entered_at");
            var after = Optional.<MemberId>empty();
            while (true) {
                var page = segments.members(code, after, FILE_PAGE);
                page.forEach(each -> csv.writeRecord(
                        each.member().toString(), each.enteredAt().toString()));
                if (page.size() < FILE_PAGE) {
                    return;
                }
                after = Optional.of(page.getLast().member());
            }
        }
    }

    /** Why a member belongs to it or does not. */
    @GetMapping("/{code}/why")
    String why(@PathVariable String code, @RequestParam Optional<String> member, Model model) {
        var segment = segments.find(code).orElseThrow(AdminSegmentsController::missing);
        var typed = member.map(String::strip).orElse("");
        model.addAttribute("row", segment);
        model.addAttribute("typed", typed);
        var asked = id(typed);
        asked.ifPresent(id -> {
            model.addAttribute("member", id);
            model.addAttribute("name", members.names(List.of(id)).get(id));
            model.addAttribute("judgement", segments.explain(code, id).orElse(null));
            model.addAttribute(
                    "stays",
                    segments.history(id, PAGE).stream()
                            .filter(stay -> stay.segment().equals(code))
                            .toList());
        });
        model.addAttribute(
                "unknown", !typed.isEmpty() && asked.flatMap(facts::find).isEmpty());
        return "admin/segments/why";
    }

    private static Optional<MemberId> id(String typed) {
        try {
            return typed.isEmpty() ? Optional.empty() : Optional.of(MemberId.of(typed));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    // --- by hand --------------------------------------------------------------------------------

    @PostMapping("/{code}/members")
    String pick(
            @PathVariable String code,
            @RequestParam String members,
            @RequestParam(defaultValue = "add") String what,
            @AuthenticationPrincipal SignedInStaff me,
            RedirectAttributes redirect) {
        var ids = new ArrayList<MemberId>();
        for (var typed : Arrays.stream(members.split("[\\s,，;；、]+"))
                .filter(text -> !text.isEmpty())
                .toList()) {
            var id = id(typed);
            if (id.isEmpty() || ids.size() >= PickMembers.MOST_AT_ONCE) {
                Notice.error(id.isEmpty() ? "admin.segments.pick.unreadable" : "admin.segments.pick.too-many")
                        .after(redirect);
                return "redirect:/admin/segments/" + code;
            }
            ids.add(id.get());
        }
        var outcome = what.equals("remove") ? picking.remove(code, ids, me.id()) : picking.add(code, ids, me.id());
        switch (outcome) {
            case PickMembers.Outcome.Done(var changed, var unknown) -> {
                if (unknown > 0) {
                    Notice.error("admin.segments.pick.unknown", changed, unknown)
                            .after(redirect);
                } else {
                    Notice.success("admin.segments.pick." + (what.equals("remove") ? "removed" : "added"), changed)
                            .after(redirect);
                }
            }
            case PickMembers.Outcome.NotByHand _ ->
                Notice.error("admin.segments.pick.not-by-hand").after(redirect);
            case PickMembers.Outcome.UnknownSegment _ -> throw missing();
        }
        return "redirect:/admin/segments/" + code;
    }

    // --- the form -------------------------------------------------------------------------------

    @GetMapping("/new")
    String create(@AuthenticationPrincipal SignedInStaff me, Model model) {
        return page(SegmentForm.empty(), me, model);
    }

    @GetMapping("/{code}/edit")
    String edit(@PathVariable String code, @AuthenticationPrincipal SignedInStaff me, Model model) {
        var segment = segments.find(code)
                .filter(found -> found.retiredAt() == null)
                .orElseThrow(AdminSegmentsController::missing);
        return page(SegmentForm.of(segment.segment()), me, model);
    }

    @PostMapping(
            path = {"/new", "/{code}/edit"},
            params = "look")
    String look(@ModelAttribute("form") SegmentForm form, @AuthenticationPrincipal SignedInStaff me, Model model) {
        return page(form, me, model);
    }

    @PostMapping(
            path = {"/new", "/{code}/edit"},
            params = "adding")
    String add(
            @ModelAttribute("form") SegmentForm form,
            @RequestParam("adding") String what,
            @AuthenticationPrincipal SignedInStaff me,
            Model model) {
        return page(form.adding(what), me, model);
    }

    @PostMapping(
            path = {"/new", "/{code}/edit"},
            params = "removing")
    String remove(
            @ModelAttribute("form") SegmentForm form,
            @RequestParam("removing") String which,
            @AuthenticationPrincipal SignedInStaff me,
            Model model) {
        return page(form.removing(which), me, model);
    }

    @PostMapping({"/new", "/{code}/edit"})
    String publish(
            @PathVariable(required = false) @Nullable String code,
            @ModelAttribute("form") SegmentForm form,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var errors = new BeanPropertyBindingResult(form, "form");
        var typed = form.read(errors);
        if (typed.isPresent()) {
            var segment = typed.get();
            if ((code != null && !code.equals(segment.code())) || form.isNew() != (code == null)) {
                throw missing();
            }
            switch (publishing.publish(segment, me.id())) {
                case PublishSegment.Outcome.Done done -> {
                    Notice.success("admin.segments.published", done.version()).after(redirect);
                    return "redirect:/admin/segments/" + done.code();
                }
                case PublishSegment.Outcome.CodeTaken _ -> errors.rejectValue("code", "admin.segments.form.code.taken");
                case PublishSegment.Outcome.ChangedMeanwhile(var current) ->
                    errors.reject("admin.segments.changed-meanwhile", new Object[] {current}, null);
                case PublishSegment.Outcome.UnknownSegment(var unknown) ->
                    errors.reject("admin.segments.form.unknown", new Object[] {unknown}, null);
                case PublishSegment.Outcome.AsksForItself(var path) ->
                    errors.reject("admin.segments.form.asks-for-itself", new Object[] {named(path)}, null);
                case PublishSegment.Outcome.AsksNothing _ -> errors.reject("admin.segments.form.asks-nothing");
                case PublishSegment.Outcome.OtherKind _ -> errors.rejectValue("kind", "admin.segments.form.other-kind");
                case PublishSegment.Outcome.TooMany _ ->
                    errors.reject("admin.segments.form.too-many", new Object[] {PublishSegment.MOST_SEGMENTS}, null);
                case PublishSegment.Outcome.InUse _ -> throw new IllegalStateException("nothing is retired");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(form, errors, me, model);
    }

    private static String named(List<String> path) {
        return String.join(" → ", path);
    }

    @PostMapping("/{code}/retire")
    String retire(@PathVariable String code, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        switch (publishing.retire(code, me.id())) {
            case PublishSegment.Outcome.Done _ ->
                Notice.success("admin.segments.retired").after(redirect);
            case PublishSegment.Outcome.InUse(var uses) ->
                Notice.error("admin.segments.in-use", String.join("; ", uses)).after(redirect);
            case PublishSegment.Outcome.UnknownSegment _ -> throw missing();
            case PublishSegment.Outcome.CodeTaken _,
                    PublishSegment.Outcome.ChangedMeanwhile _,
                    PublishSegment.Outcome.AsksForItself _,
                    PublishSegment.Outcome.AsksNothing _,
                    PublishSegment.Outcome.OtherKind _,
                    PublishSegment.Outcome.TooMany _ -> throw new IllegalStateException("nothing is published");
        }
        return "redirect:/admin/segments/" + code;
    }

    private String page(SegmentForm form, SignedInStaff me, Model model) {
        return page(form, new BeanPropertyBindingResult(form, "form"), me, model);
    }

    private String page(SegmentForm form, BindingResult errors, SignedInStaff me, Model model) {
        model.addAttribute("form", form);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        var sketch = form.isByHand() || form.when().isEmpty()
                ? Optional.<Condition>empty()
                : form.when().sketch(ConditionOffer.MEMBERS);
        model.addAttribute("sketch", sketch.orElse(null));
        sketch.ifPresent(condition -> {
            switch (counting.count(condition, me.id())) {
                case LiveCounts.Live.Counted(var audience) -> model.addAttribute("audience", audience);
                case LiveCounts.Live.TookTooLong _ -> model.addAttribute("uncounted", "too-long");
                case LiveCounts.Live.TooOften _ -> model.addAttribute("uncounted", "too-often");
            }
        });
        model.addAttribute("kinds", Segment.Kind.values());
        return "admin/segments/edit";
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
