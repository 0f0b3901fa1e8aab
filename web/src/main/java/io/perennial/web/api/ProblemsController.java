package io.perennial.web.api;

import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The pages that the types of problem documents lead to. */
@Controller
class ProblemsController {

    private final MessageSource texts;

    ProblemsController(MessageSource texts) {
        this.texts = texts;
    }

    record Explained(String code, int status, String title, String means, String todo) {}

    @GetMapping("/problems")
    String list(Locale locale, Model model) {
        model.addAttribute(
                "problems",
                Stream.of(ProblemCode.values())
                        .map(code -> explain(code, locale))
                        .toList());
        return "problems/list";
    }

    @GetMapping("/problems/{code}")
    String show(@PathVariable String code, Locale locale, Model model) {
        var known = ProblemCode.ofCode(code).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("problem", explain(known, locale));
        return "problems/show";
    }

    private Explained explain(ProblemCode code, Locale locale) {
        return new Explained(
                code.code(),
                code.status(),
                text(code, "title", locale),
                text(code, "means", locale),
                text(code, "todo", locale));
    }

    private String text(ProblemCode code, String part, Locale locale) {
        return texts.getMessage("api.problem." + code.code() + "." + part, null, locale);
    }
}
