package io.perennial.web.pages;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/** The parts of the web that people meet, told apart by their addresses. */
public enum Site {
    PORTAL("/", "/preferences"),
    ADMIN("/admin", "/admin/preferences"),
    API("/api", "/preferences");

    private final String home;
    private final String preferences;

    Site(String home, String preferences) {
        this.home = home;
        this.preferences = preferences;
    }

    public static Site of(HttpServletRequest request) {
        var address = address(request);
        for (var site : new Site[] {ADMIN, API}) {
            if (address.equals(site.home) || address.startsWith(site.home + "/")) {
                return site;
            }
        }
        return PORTAL;
    }

    /** The address that was asked for, also while an error page is made for it. */
    public static String address(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
                ? failed
                : request.getRequestURI();
    }

    String home() {
        return home;
    }

    String preferences() {
        return preferences;
    }
}
