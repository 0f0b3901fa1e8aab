package io.perennial.web.admin;

import org.jspecify.annotations.Nullable;

/** The share that a trial is to have, as typed. */
record WidenForm(String percent) {

    WidenForm(@Nullable String percent) {
        this.percent = Typed.text(percent);
    }
}
