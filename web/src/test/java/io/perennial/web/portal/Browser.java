package io.perennial.web.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** As much of a browser as forms need: it keeps cookies, follows redirects, and sends the token of the page it looks at. */
public final class Browser {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private String server;
    private final String language;
    private String token = "";

    public Browser(int port, String language) {
        this.server = "http://localhost:" + port;
        this.language = language;
    }

    /** The next request goes to another instance, as a balancer would send it. */
    public Browser goesOnAt(int port) {
        server = "http://localhost:" + port;
        return this;
    }

    public HttpResponse<String> visit(String address) {
        return remember(ask(request(address).GET().build()));
    }

    /** Fills in the form of the page it looks at. */
    public HttpResponse<String> send(String address, String... namesAndValues) {
        return remember(sendWith(token, address, namesAndValues));
    }

    HttpResponse<String> sendWith(String someToken, String address, String... namesAndValues) {
        var body = new StringBuilder("_csrf=").append(someToken);
        for (var i = 0; i < namesAndValues.length; i += 2) {
            body.append('&')
                    .append(namesAndValues[i])
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return ask(request(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    public Optional<HttpCookie> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst();
    }

    private HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(server + address))
                .header("Accept", "text/html")
                .header("Accept-Language", language);
    }

    private HttpResponse<String> ask(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> remember(HttpResponse<String> page) {
        var found = TOKEN.matcher(page.body());
        if (found.find()) {
            token = found.group(1);
        }
        return page;
    }
}
