package io.perennial.web.admin;

import io.perennial.membership.Programme;
import org.jspecify.annotations.Nullable;

/** What is asked beside the file itself. */
record UploadForm(String source, String currency, String zone) {

    UploadForm(@Nullable String source, @Nullable String currency, @Nullable String zone) {
        this.source = Typed.text(source);
        this.currency = Typed.text(currency);
        this.zone = Typed.text(zone);
    }

    static UploadForm blank(Programme programme) {
        return new UploadForm(
                "invoices", programme.usualCurrency(), programme.zone().getId());
    }
}
