package io.perennial.web.admin;

import io.perennial.membership.Benefit;
import io.perennial.membership.BenefitId;
import io.perennial.membership.EditBenefits;
import io.perennial.membership.EditBenefits.Outcome;
import io.perennial.membership.Ladder;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadBenefits;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.Tier;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What members have because of their tier, and the pools of partners' codes. */
@Controller
@RequestMapping("/admin/benefits")
class AdminBenefitsController {

    private static final int DAYS = 30;
    private static final int LARGEST_FILE = 8_000_000;

    private final ReadBenefits benefits;
    private final EditBenefits editing;
    private final ReadLadder ladder;
    private final Programme programme;
    private final MessageSource texts;
    private final Clock clock;

    AdminBenefitsController(
            ReadBenefits benefits,
            EditBenefits editing,
            ReadLadder ladder,
            Programme programme,
            MessageSource texts,
            Clock clock) {
        this.benefits = benefits;
        this.editing = editing;
        this.ladder = ladder;
        this.programme = programme;
        this.texts = texts;
        this.clock = clock;
    }

    /** @param pool set where partners' codes are drawn */
    record Row(Benefit benefit, List<Tier> tiers, Optional<ReadBenefits.Pool> pool, long used, Money cost) {

        public boolean isLow() {
            return !benefit.retired()
                    && benefit.way() == Benefit.Way.PARTNER_CODE
                    && pool.map(ReadBenefits.Pool::free).orElse(0L) < Math.max(1, benefit.warnBelow());
        }

        public long free() {
            return pool.map(ReadBenefits.Pool::free).orElse(0L);
        }

        public long taken() {
            return pool.map(ReadBenefits.Pool::taken).orElse(0L);
        }
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("rows", rows(benefits.all()));
        model.addAttribute("days", DAYS);
        return "admin/benefits/list";
    }

    @GetMapping("/{id}")
    String show(@PathVariable BenefitId id, Model model) {
        model.addAttribute("row", rows(List.of(found(id))).getFirst());
        model.addAttribute("days", DAYS);
        model.addAttribute("most", EditBenefits.MOST_CODES);
        return "admin/benefits/show";
    }

    private List<Row> rows(List<Benefit> some) {
        var pools = benefits.pools();
        var used = benefits.usedSince(clock.instant().minus(DAYS, ChronoUnit.DAYS));
        var steps = ladder.ladder();
        return some.stream()
                .map(benefit -> new Row(
                        benefit,
                        tiers(benefit, steps),
                        Optional.ofNullable(pools.get(benefit.id())),
                        used.getOrDefault(benefit.id(), 0L),
                        Money.ofMinor(CurrencyUnit.of(programme.usualCurrency()), benefit.cost())))
                .toList();
    }

    private static List<Tier> tiers(Benefit benefit, Ladder steps) {
        return steps.tiers().stream()
                .filter(tier -> benefit.tiers().contains(tier.code()))
                .toList();
    }

    @GetMapping("/new")
    String create(Model model) {
        return form(BenefitId.next(), BenefitForm.blank(), model);
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable BenefitId id, Model model) {
        return form(id, BenefitForm.of(found(id)), model);
    }

    @PostMapping("/{id}/edit")
    String save(
            @PathVariable BenefitId id,
            @ModelAttribute("form") BenefitForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var known = ladder.ladder().tiers().stream().map(Tier::code).collect(Collectors.toSet());
        var typed = form.read(id, known, errors);
        if (typed.isPresent()) {
            switch (editing.save(typed.get(), me.id())) {
                case Outcome.Done _ -> {
                    Notice.success("admin.benefits.saved").after(redirect);
                    return "redirect:/admin/benefits/" + id;
                }
                case Outcome.ChangedMeanwhile _ -> errors.reject("admin.benefits.changed-meanwhile");
                case Outcome.UnknownTier _ -> errors.reject("admin.form.stale");
                case Outcome.UnknownBenefit _ -> throw missing();
                case Outcome.Added _, Outcome.NoPool _, Outcome.UnreadableCode _ ->
                    throw new IllegalStateException("no codes were added");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(id, form, model);
    }

    @PostMapping("/{id}/{what:retire|restore}")
    String retire(
            @PathVariable BenefitId id,
            @PathVariable String what,
            @AuthenticationPrincipal SignedInStaff me,
            RedirectAttributes redirect) {
        var outcome = what.equals("retire") ? editing.retire(id, me.id()) : editing.restore(id, me.id());
        if (!(outcome instanceof Outcome.Done)) {
            throw missing();
        }
        Notice.success("admin.benefits." + what + "d").after(redirect);
        return "redirect:/admin/benefits/" + id;
    }

    @PostMapping("/{id}/codes")
    String addCodes(
            @PathVariable BenefitId id,
            @RequestParam MultipartFile file,
            @AuthenticationPrincipal SignedInStaff me,
            RedirectAttributes redirect)
            throws IOException {
        var lines = lines(file);
        if (lines.isEmpty()) {
            Notice.error("admin.benefits.codes.unreadable").after(redirect);
            return "redirect:/admin/benefits/" + id;
        }
        switch (editing.addCodes(id, lines, me.id())) {
            case Outcome.Added(var codes, var doubles) ->
                Notice.success("admin.benefits.codes.added", codes, doubles).after(redirect);
            case Outcome.UnreadableCode(var line) ->
                Notice.error("admin.benefits.codes.line", line).after(redirect);
            case Outcome.NoPool _ -> Notice.error("admin.benefits.codes.none").after(redirect);
            case Outcome.UnknownBenefit _ -> throw missing();
            case Outcome.Done _, Outcome.ChangedMeanwhile _, Outcome.UnknownTier _ ->
                throw new IllegalStateException("nothing was saved");
        }
        return "redirect:/admin/benefits/" + id;
    }

    /** One code a line; a file that is no text or too large gives none. */
    private static List<String> lines(MultipartFile file) throws IOException {
        if (file.getSize() > LARGEST_FILE) {
            return List.of();
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.getBytes()))
                    .toString();
            return text.replace("\uFEFF", "")
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (CharacterCodingException _) {
            return List.of();
        }
    }

    private String form(BenefitId id, BenefitForm form, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("form", form);
        model.addAttribute("kinds", choices("benefits.kind.", Benefit.Kind.values()));
        model.addAttribute("ways", choices("admin.benefits.way.", Benefit.Way.values()));
        model.addAttribute("periods", choices("admin.benefits.period.", Benefit.Period.values()));
        model.addAttribute("steps", ladder.ladder().tiers());
        model.addAttribute("currency", programme.usualCurrency());
        return "admin/benefits/edit";
    }

    private Map<String, String> choices(String prefix, Enum<?>[] all) {
        Locale locale = LocaleContextHolder.getLocale();
        var choices = new LinkedHashMap<String, String>();
        for (var each : all) {
            choices.put(each.name(), texts.getMessage(prefix + each, null, locale));
        }
        return choices;
    }

    private Benefit found(BenefitId id) {
        return benefits.find(id).orElseThrow(AdminBenefitsController::missing);
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
