package io.perennial.web.admin;

import io.perennial.membership.KeepPictures;
import io.perennial.membership.RedrawPicture;
import io.perennial.membership.StaffId;
import io.perennial.points.Badge;
import io.perennial.points.BadgeId;
import io.perennial.points.EditBadges;
import io.perennial.points.EditBadges.Outcome;
import io.perennial.points.ReadBadges;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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

/** The badges. */
@Controller
@RequestMapping("/admin/missions/badges")
class AdminBadgesController {

    private static final String LIST = "redirect:/admin/missions/badges";

    private final ReadBadges badges;
    private final EditBadges editing;
    private final KeepPictures pictures;

    AdminBadgesController(ReadBadges badges, EditBadges editing, KeepPictures pictures) {
        this.pictures = pictures;
        this.badges = badges;
        this.editing = editing;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("badges", badges.all());
        return "admin/missions/badges/list";
    }

    @GetMapping("/new")
    String create(Model model) {
        return form(BadgeId.next(), BadgeForm.blank(), model);
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable BadgeId id, Model model) {
        return form(id, BadgeForm.of(badges.find(id).orElseThrow(AdminBadgesController::missing)), model);
    }

    @PostMapping("/{id}/edit")
    String save(
            @PathVariable BadgeId id,
            @ModelAttribute("form") BadgeForm typed,
            @RequestParam(name = "upload", required = false) @Nullable MultipartFile upload,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response)
            throws IOException {
        var form = typed.removePicture().isEmpty() ? typed : typed.withPicture("");
        var refusedPicture = Optional.<String>empty();
        if (upload != null && !upload.isEmpty()) {
            switch (keep(upload, me.id())) {
                case KeepPictures.Outcome.Kept(var picture) -> form = form.withPicture(picture.toString());
                case KeepPictures.Outcome.NotAPicture _ ->
                    refusedPicture = Optional.of("admin.rewards.form.picture.not-a-picture");
                case KeepPictures.Outcome.TooLarge _ ->
                    refusedPicture = Optional.of("admin.rewards.form.picture.too-large");
            }
        }
        // A picture that was kept stays with the form, whatever else has to be mended.
        var errors = new BeanPropertyBindingResult(form, "form");
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        refusedPicture.ifPresent(key -> errors.rejectValue("picture", key));
        var badge = form.read(id, errors);
        if (badge.isPresent()) {
            switch (editing.save(badge.get(), me.id())) {
                case Outcome.Done _ -> {
                    Notice.success("admin.badges.saved").after(redirect);
                    return LIST;
                }
                case Outcome.ChangedMeanwhile(var current) ->
                    errors.reject("admin.missions.changed-meanwhile", new Object[] {current}, null);
                case Outcome.UnknownBadge _ -> throw missing();
                case Outcome.UnknownPicture _ -> errors.rejectValue("picture", "admin.rewards.form.picture.unknown");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(id, form, model);
    }

    private KeepPictures.Outcome keep(MultipartFile upload, StaffId by) throws IOException {
        return upload.getSize() > RedrawPicture.MOST_BYTES
                ? new KeepPictures.Outcome.TooLarge()
                : pictures.keep(upload.getBytes(), by);
    }

    @PostMapping("/{id}/retire")
    String retire(@PathVariable BadgeId id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        if (!(editing.retire(id, me.id()) instanceof Outcome.Done)) {
            throw missing();
        }
        Notice.success("admin.badges.retired").after(redirect);
        return LIST;
    }

    private static String form(BadgeId id, BadgeForm form, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("form", form);
        model.addAttribute("icons", Badge.ICONS);
        return "admin/missions/badges/edit";
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
