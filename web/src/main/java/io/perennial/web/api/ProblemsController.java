package io.perennial.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
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

    record Explained(String code, int status, String title) {}

    @GetMapping("/problems")
    String list(HttpServletRequest request, Model model) {
        model.addAttribute("problems", explain(request, List.of(ProblemCode.values())));
        return "problems/list";
    }

    @GetMapping("/problems/{code}")
    String show(@PathVariable String code, HttpServletRequest request, Model model) {
        var known = ProblemCode.ofCode(code).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("problems", explain(request, List.of(known)));
        return "problems/list";
    }

    private List<Explained> explain(HttpServletRequest request, List<ProblemCode> codes) {
        var locale = org.springframework.web.servlet.support.RequestContextUtils.getLocale(request);
        return codes.stream()
                .map(code -> new Explained(
                        code.code(),
                        code.status(),
                        texts.getMessage("api.problem." + code.code() + ".title", null, locale)))
                .toList();
    }
}
