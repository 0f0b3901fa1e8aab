package io.perennial.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Under which address browsers know this site: what passkeys are bound to. It comes from the configuration
 * ({@code perennial.address}, e.g. {@code https://club.example.com}), since what a request says of it anyone can write; only
 * on the developer's own machine, where browsers allow passkeys without https, is the request believed. Where the address is
 * not known, passkeys are not offered.
 */
@Component
public class SiteAddress {

    private static final String OWN_MACHINE = "localhost";

    private final Optional<String> configured;

    SiteAddress(@Value("${perennial.address:}") String configured) {
        this.configured = configured.isBlank() ? Optional.empty() : Optional.of(origin(configured.strip()));
    }

    private static String origin(String address) {
        var uri = URI.create(address);
        if (uri.getHost() == null || uri.getScheme() == null || uri.getPath().length() > 1) {
            throw new IllegalArgumentException("perennial.address: an address like https://club.example.com is needed");
        }
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    /** {@code scheme://host}, with the port where it is not the usual one. */
    public Optional<String> origin(HttpServletRequest request) {
        if (configured.isPresent() || !request.getServerName().equals(OWN_MACHINE)) {
            return configured;
        }
        var port = request.getServerPort();
        var usual = request.isSecure() ? 443 : 80;
        return Optional.of(request.getScheme() + "://" + OWN_MACHINE + (port == usual ? "" : ":" + port));
    }
}
