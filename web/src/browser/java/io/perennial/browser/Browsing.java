package io.perennial.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Chromium of this machine, and the ways in which people look at pages. */
final class Browsing implements AutoCloseable {

    /** What one looks through. */
    enum Screen {
        PHONE(390, 844),
        DESK(1280, 900);

        final int width;
        final int height;

        Screen(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    /** How someone looks at a page. */
    record View(Screen screen, String language, ColorScheme colours) {

        static final View PHONE = new View(Screen.PHONE, "en-GB", ColorScheme.LIGHT);
        static final View DESK = new View(Screen.DESK, "en-GB", ColorScheme.LIGHT);

        /** Every language and every colour; pages are judged on every screen. */
        static final List<View> ALL = List.of(DESK, new View(Screen.DESK, "zh-CN", ColorScheme.DARK));
    }

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;
    private final String address;

    Browsing(String address) {
        this.address = address;
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(FLAGS));
    }

    private static Path chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The journeys need a Chromium, e.g. Debian's chromium"));
    }

    /** Someone with a browser of their own: no cookies yet. */
    Page newcomer(View view) {
        return browser.newContext(new NewContextOptions()
                        .setBaseURL(address)
                        .setViewportSize(view.screen().width, view.screen().height)
                        .setLocale(view.language())
                        .setColorScheme(view.colours()))
                .newPage();
    }

    Page member(View view, String email, String password) {
        var page = newcomer(view);
        page.navigate("/sign-in/password");
        page.fill("[name=email]", email);
        page.fill("[name=password]", password);
        page.click("main form button.btn-primary");
        page.waitForURL(address + "/");
        return page;
    }

    Page staff(View view, String login, String password) {
        var page = newcomer(view);
        page.navigate("/admin/sign-in");
        page.fill("[name=login]", login);
        page.fill("[name=password]", password);
        page.click("main form button.btn-primary");
        page.waitForURL(address + "/admin");
        return page;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
