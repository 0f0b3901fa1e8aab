package io.perennial.web.admin;

import java.util.List;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One sentence for the next page, after a form was answered with a redirect. */
record Told(Kind kind, String key, List<Object> args) {

    enum Kind {
        DONE,
        REFUSED
    }

    static void done(RedirectAttributes redirect, String key, Object... args) {
        redirect.addFlashAttribute("told", new Told(Kind.DONE, key, List.of(args)));
    }

    static void refused(RedirectAttributes redirect, String key, Object... args) {
        redirect.addFlashAttribute("told", new Told(Kind.REFUSED, key, List.of(args)));
    }
}
