package io.perennial.browser;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import io.perennial.Perennial;
import io.perennial.browser.Browsing.Screen;
import io.perennial.browser.Browsing.View;
import io.perennial.testing.OnTestDatabase;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * Looks at pages on a phone and on a desk, in both languages, light and dark: WCAG 2.2 AA as far as axe can tell, nothing
 * wider than the screen, and no error in the browser's console.
 */
@SpringBootTest(classes = Perennial.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = OnTestDatabase.Connected.class)
@ActiveProfiles("development")
abstract class LookingAtPages {

    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    @LocalServerPort
    private int port;

    Browsing browsing;
    final List<String> faults = new ArrayList<>();

    @BeforeEach
    void open() {
        browsing = new Browsing("http://localhost:" + port);
    }

    @AfterEach
    void close() {
        browsing.close();
    }

    static Set<String> everyLinkOn(Page page, String path, String selector) {
        page.navigate(path);
        return page.locator(selector).all().stream()
                .map(link -> link.getAttribute("href"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static Set<String> firstLinkOn(Page page, String path, String selector) {
        page.navigate(path);
        var link = page.locator(selector).first();
        return link.count() == 0 ? Set.of() : Set.of(link.getAttribute("href"));
    }

    void look(View view, Page page, Iterable<String> paths) {
        watchConsole(view, page);
        for (var path : paths) {
            page.navigate(path);
            judge(view, page, path);
        }
    }

    /** That a page says no is no fault of the page. */
    void watchConsole(View view, Page page) {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().matches(".*status of (403|404|422).*")) {
                faults.add("%s at %s: %s".formatted(page.url(), view, message.text()));
            }
        });
    }

    /** On one screen after the other; the page ends on the one that it was opened on. */
    void judge(View view, Page page, String name) {
        for (var screen : Screen.values()) {
            page.setViewportSize(screen.width, screen.height);
            var wider = wider(page);
            // A diagram fits itself in when it hears of the new width.
            for (var looks = 0; wider > 0 && looks < 40; looks++) {
                page.waitForTimeout(50);
                wider = wider(page);
            }
            if (wider > 0) {
                faults.add("%s at %s on the %s is %d pixels too wide".formatted(name, view, screen, wider));
            }
            violations(page)
                    .forEach(violation -> faults.add("%s at %s on the %s: %s %s"
                            .formatted(
                                    name,
                                    view,
                                    screen,
                                    violation.getId(),
                                    violation.getNodes().getFirst().getHtml())));
        }
        page.setViewportSize(view.screen().width, view.screen().height);
    }

    private static int wider(Page page) {
        return (Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth");
    }

    /** Without frames of others there is nothing to gather from them, for which a page would be opened at each call. */
    private static List<Rule> violations(Page page) {
        return new AxeBuilder(page)
                .setLegacyMode(true)
                .options(onlyViolations())
                .withTags(WCAG)
                .analyze()
                .getViolations();
    }

    /** To tell what is right too, once for each element, would take longer than to find what is wrong. */
    private static AxeRunOptions onlyViolations() {
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return options;
    }
}
