package io.perennial.web.admin;

import io.perennial.membership.KeepPictures;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.StaffId;
import io.perennial.rewards.EditCatalogue;
import io.perennial.rewards.RewardId;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The catalogue. */
@Controller
@RequestMapping("/admin/rewards")
class AdminRewardsController {

    private static final long LARGEST_PICTURE = 8L << 20;
    private static final long MOST_PIECES = 100_000_000;

    private final EditCatalogue catalogue;
    private final KeepPictures pictures;
    private final ReadLadder ladder;
    private final Programme programme;
    private final Clock clock;

    AdminRewardsController(
            EditCatalogue catalogue, KeepPictures pictures, ReadLadder ladder, Programme programme, Clock clock) {
        this.catalogue = catalogue;
        this.pictures = pictures;
        this.ladder = ladder;
        this.programme = programme;
        this.clock = clock;
    }

    @GetMapping
    String list(@RequestParam(name = "status") Optional<EditCatalogue.Status> status, Model model) {
        model.addAttribute(
                "rewards",
                catalogue.rewards().stream()
                        .filter(listed -> status.isEmpty() || listed.status() == status.get())
                        .toList());
        model.addAttribute("status", status.orElse(null));
        model.addAttribute("statuses", EditCatalogue.Status.values());
        return "admin/rewards/list";
    }

    @GetMapping("/new")
    String create(Model model) {
        model.addAttribute("form", RewardForm.blank(programme));
        return form(RewardId.next(), model);
    }

    @GetMapping("/{id}")
    String show(@PathVariable RewardId id, @ModelAttribute("stock") StockForm stock, Model model) {
        var listed = catalogue.find(id).orElseThrow(AdminRewardsController::missing);
        model.addAttribute("listed", listed);
        model.addAttribute("visible", listed.reward().visibleAt(clock.instant()));
        model.addAttribute(
                "tier",
                listed.reward()
                        .tierCode()
                        .flatMap(code -> ladder.ladder().find(code))
                        .orElse(null));
        return "admin/rewards/show";
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable RewardId id, Model model) {
        model.addAttribute(
                "form", RewardForm.of(catalogue.find(id).orElseThrow(AdminRewardsController::missing), programme));
        return form(id, model);
    }

    @PostMapping("/{id}/edit")
    String save(
            @PathVariable RewardId id,
            @ModelAttribute("form") RewardForm typed,
            @RequestParam(name = "upload", required = false) @Nullable MultipartFile upload,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response)
            throws IOException {
        var form = typed.removePicture().isEmpty() ? typed : typed.withoutPicture();
        var refusedPicture = Optional.<String>empty();
        if (upload != null && !upload.isEmpty()) {
            switch (keep(upload, me.id())) {
                case KeepPictures.Outcome.Kept(var picture) -> form = form.with(picture);
                case KeepPictures.Outcome.NotAPicture _ ->
                    refusedPicture = Optional.of("admin.rewards.form.picture.not-a-picture");
                case KeepPictures.Outcome.TooLarge _ ->
                    refusedPicture = Optional.of("admin.rewards.form.picture.too-large");
            }
        }
        // A picture that was kept stays with the form, whatever else has to be mended.
        var errors = new BeanPropertyBindingResult(form, "form");
        model.addAttribute("form", form);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        refusedPicture.ifPresent(key -> errors.rejectValue("picture", key));
        var reward = form.read(id, programme, errors);
        if (reward.isPresent()) {
            switch (catalogue.save(reward.get(), form.versionNumber(), me.id())) {
                case EditCatalogue.Outcome.Saved _ -> {
                    Notice.success(form.isNew() ? "admin.rewards.created" : "admin.rewards.saved")
                            .after(redirect);
                    return "redirect:/admin/rewards/" + id;
                }
                case EditCatalogue.Outcome.UnknownTier(var code) ->
                    errors.rejectValue("tier", "admin.rewards.form.tier.unknown", new Object[] {code}, null);
                case EditCatalogue.Outcome.UnknownPicture _ ->
                    errors.rejectValue("picture", "admin.rewards.form.picture.unknown");
                case EditCatalogue.Outcome.ChangedMeanwhile _ -> errors.reject("admin.rewards.changed-meanwhile");
                case EditCatalogue.Outcome.UnknownReward _ -> throw missing();
                case EditCatalogue.Outcome.StockOutOfRange _ ->
                    throw new IllegalStateException("saving a reward does not touch its stock");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(id, model);
    }

    @PostMapping("/{id}/publish")
    String publish(@PathVariable RewardId id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        return settled(id, catalogue.publish(id, me.id()), "admin.rewards.published", redirect);
    }

    @PostMapping("/{id}/withdraw")
    String withdraw(@PathVariable RewardId id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        return settled(id, catalogue.withdraw(id, me.id()), "admin.rewards.withdrawn", redirect);
    }

    @PostMapping("/{id}/stock")
    String changeStock(
            @PathVariable RewardId id,
            @ModelAttribute("stock") StockForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var change = Typed.whole(form.change(), -MOST_PIECES, MOST_PIECES);
        if (change.isEmpty() || change.getAsLong() == 0) {
            errors.rejectValue("change", "admin.rewards.stock.unreadable");
        } else {
            switch (catalogue.changeStock(id, change.getAsLong(), me.id())) {
                case EditCatalogue.Outcome.Saved _ -> {
                    Notice.success("admin.rewards.stock.changed", change.getAsLong())
                            .after(redirect);
                    return "redirect:/admin/rewards/" + id;
                }
                case EditCatalogue.Outcome.StockOutOfRange(var left) ->
                    errors.rejectValue("change", "admin.rewards.stock.out-of-range", new Object[] {left}, null);
                case EditCatalogue.Outcome.UnknownReward _ -> throw missing();
                case EditCatalogue.Outcome.UnknownTier _,
                        EditCatalogue.Outcome.UnknownPicture _,
                        EditCatalogue.Outcome.ChangedMeanwhile _ ->
                    throw new IllegalStateException("a change of stock does not touch the reward");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(id, form, model);
    }

    private KeepPictures.Outcome keep(MultipartFile upload, StaffId by) throws IOException {
        return upload.getSize() > LARGEST_PICTURE
                ? new KeepPictures.Outcome.TooLarge()
                : pictures.keep(upload.getBytes(), by);
    }

    private static String settled(
            RewardId id, EditCatalogue.Outcome outcome, String done, RedirectAttributes redirect) {
        switch (outcome) {
            case EditCatalogue.Outcome.Saved _ -> Notice.success(done).after(redirect);
            case EditCatalogue.Outcome.UnknownReward _ -> throw missing();
            case EditCatalogue.Outcome.ChangedMeanwhile _ ->
                Notice.error("admin.rewards.changed-meanwhile").after(redirect);
            case EditCatalogue.Outcome.UnknownTier(var code) ->
                Notice.error("admin.rewards.form.tier.unknown", code).after(redirect);
            case EditCatalogue.Outcome.UnknownPicture _ ->
                Notice.error("admin.rewards.form.picture.unknown").after(redirect);
            case EditCatalogue.Outcome.StockOutOfRange(var left) ->
                Notice.error("admin.rewards.stock.out-of-range", left).after(redirect);
        }
        return "redirect:/admin/rewards/" + id;
    }

    private String form(RewardId id, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("tiers", ladder.ladder().tiers());
        return "admin/rewards/edit";
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
