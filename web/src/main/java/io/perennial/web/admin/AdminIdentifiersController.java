package io.perennial.web.admin;

import io.perennial.membership.AssignIdentifiers;
import io.perennial.membership.AssignIdentifiers.Outcome;
import io.perennial.membership.Identifier;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.LookUpKind;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadMember;
import io.perennial.web.pages.Masked;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import io.perennial.web.security.StaffRights;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Staff write down card and customer numbers. */
@Controller
@RequestMapping("/admin/members/{id}/identifiers")
class AdminIdentifiersController {

    private final AssignIdentifiers assigning;
    private final ReadMember members;
    private final MessageSource texts;

    AdminIdentifiersController(AssignIdentifiers assigning, ReadMember members, MessageSource texts) {
        this.assigning = assigning;
        this.members = members;
        this.texts = texts;
    }

    record Form(@Nullable String kind, @Nullable String value) {

        Optional<Identifier> identifier() {
            return Arrays.stream(Kind.values())
                    .filter(AssignIdentifiers::isAssignable)
                    .filter(each -> each.name().equals(kind))
                    .findFirst()
                    .flatMap(each -> Identifier.parse(each, Objects.toString(value, "")));
        }
    }

    @GetMapping("/new")
    String create(
            @PathVariable MemberId id, @RequestAttribute("staff") StaffRights rights, Locale locale, Model model) {
        model.addAttribute("form", new Form(Kind.CARD_NUMBER.name(), ""));
        return page(id, rights, locale, model);
    }

    @PostMapping("/new")
    String assign(
            @PathVariable MemberId id,
            @ModelAttribute("form") Form form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            @RequestAttribute("staff") StaffRights rights,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        var identifier = form.identifier();
        if (identifier.isEmpty()) {
            errors.rejectValue("value", "number.value.wrong");
        } else {
            switch (assigning.assign(id, identifier.get(), me.id())) {
                case Outcome.Done _ -> {
                    Notice.success("number.assigned").after(redirect);
                    return "redirect:/admin/members/" + id;
                }
                case Outcome.Taken _ -> errors.rejectValue("value", "number.taken");
                case Outcome.Closed _ -> errors.reject("number.closed");
                case Outcome.UnknownMember _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
                case Outcome.NotTheirs _ -> throw new IllegalStateException("nothing was to be withdrawn");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(id, rights, locale, model);
    }

    @PostMapping("/withdraw")
    String withdraw(
            @PathVariable MemberId id,
            @ModelAttribute("form") Form form,
            @AuthenticationPrincipal SignedInStaff me,
            RedirectAttributes redirect) {
        var identifier =
                assigned(id).filter(each -> key(id, each).equals(form.value())).findFirst();
        if (identifier.isPresent()) {
            switch (assigning.withdraw(id, identifier.get(), me.id())) {
                case Outcome.Done _ -> Notice.success("number.withdrawn").after(redirect);
                case Outcome.Closed _ -> Notice.error("number.closed").after(redirect);
                case Outcome.NotTheirs _, Outcome.Taken _ -> {}
                case Outcome.UnknownMember _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            }
        }
        return "redirect:/admin/members/" + id;
    }

    /** @param key what the form calls it by, so that the page need not hold the number */
    record Row(Kind kind, String text, String key) {}

    private Stream<Identifier> assigned(MemberId id) {
        return members
                .find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
                .identifiers()
                .stream()
                .filter(identifier -> AssignIdentifiers.isAssignable(identifier.kind()));
    }

    /** Of this member's numbers only: with the id in it, it cannot be looked up in a table of all numbers. */
    private static String key(MemberId id, Identifier identifier) {
        return UUID.nameUUIDFromBytes(
                        (id + " " + identifier.kind() + " " + identifier.value()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private String page(MemberId id, StaffRights rights, Locale locale, Model model) {
        model.addAttribute(
                "assigned",
                assigned(id)
                        .map(each -> new Row(
                                each.kind(),
                                rights.isHidden(LookUpKind.of(each.kind())) ? Masked.of(each) : each.value(),
                                key(id, each)))
                        .toList());
        Map<String, String> kinds = new LinkedHashMap<>();
        Arrays.stream(Kind.values())
                .filter(AssignIdentifiers::isAssignable)
                .forEach(kind -> kinds.put(kind.name(), texts.getMessage("admin.identifier." + kind, null, locale)));
        model.addAttribute("kinds", kinds);
        model.addAttribute("member", id);
        return "admin/members/identifiers/new";
    }
}
