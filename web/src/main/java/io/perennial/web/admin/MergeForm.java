package io.perennial.web.admin;

import io.perennial.membership.MergeMembers.Part;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What someone who wants two members to be one has filled in. */
record MergeForm(
        @Nullable String merged,
        @Nullable String survivor,
        @Nullable Set<Part> taken,
        @Nullable String reason) {

    MergeForm {
        taken = taken == null ? Set.of() : Set.copyOf(taken);
    }

    String why() {
        return reason == null ? "" : reason;
    }

    Set<Part> parts() {
        return taken == null ? Set.of() : taken;
    }
}
