package io.perennial.web.admin;

import org.jspecify.annotations.Nullable;

/** Pieces to add, or with a minus sign to take away. */
record StockForm(String change) {

    StockForm(@Nullable String change) {
        this.change = Typed.text(change);
    }
}
