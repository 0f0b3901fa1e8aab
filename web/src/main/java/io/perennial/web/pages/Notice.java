package io.perennial.web.pages;

import java.io.Serializable;
import java.util.List;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * A sentence shown on the next page, after post–redirect–get. Holds a key, not a text, so that it appears in the language
 * of the page that shows it.
 *
 * @param kind success, error, warning or info
 */
public record Notice(String kind, String key, List<Serializable> arguments) implements Serializable {

    static final String ATTRIBUTE = "notice";

    /** @param arguments numbers and texts; they wait in the session */
    public static Notice success(String key, Serializable... arguments) {
        return of("success", key, arguments);
    }

    public static Notice error(String key, Serializable... arguments) {
        return of("error", key, arguments);
    }

    public static Notice warning(String key, Serializable... arguments) {
        return of("warning", key, arguments);
    }

    public static Notice info(String key, Serializable... arguments) {
        return of("info", key, arguments);
    }

    private static Notice of(String kind, String key, Serializable... arguments) {
        return new Notice(kind, key, List.of(arguments));
    }

    /** Shows it on the page that the redirect leads to. */
    public void after(RedirectAttributes redirect) {
        redirect.addFlashAttribute(ATTRIBUTE, this);
    }
}
