package io.perennial.web.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param scopes codes of those ticked */
record ApiKeyForm(String name, List<String> scopes) {

    ApiKeyForm(@Nullable String name, @Nullable List<String> scopes) {
        this.name = Typed.text(name);
        this.scopes = scopes == null ? List.of() : List.copyOf(scopes);
    }
}
