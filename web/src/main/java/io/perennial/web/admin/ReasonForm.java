package io.perennial.web.admin;

import org.jspecify.annotations.Nullable;

/** Why staff do something that a member will ask about. */
record ReasonForm(String reason) {

    ReasonForm(@Nullable String reason) {
        this.reason = reason == null ? "" : reason.strip();
    }
}
