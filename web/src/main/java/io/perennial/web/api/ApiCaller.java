package io.perennial.web.api;

import io.perennial.web.api.keys.ApiKey;
import io.perennial.web.api.keys.Scope;
import java.util.Collection;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A program that came in with a key. */
final class ApiCaller extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient ApiKey key;

    ApiCaller(ApiKey key) {
        super(authorities(key));
        this.key = key;
        setAuthenticated(true);
    }

    private static Collection<GrantedAuthority> authorities(ApiKey key) {
        return key.scopes().stream()
                .map(ApiCaller::authority)
                .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                .toList();
    }

    static String authority(Scope scope) {
        return "SCOPE_" + scope.code();
    }

    static String[] authorities(Scope... scopes) {
        return List.of(scopes).stream().map(ApiCaller::authority).toArray(String[]::new);
    }

    ApiKey key() {
        return key;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return key.prefix();
    }
}
