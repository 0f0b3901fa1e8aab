package io.perennial.web.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An activity as a caller tells it. Everything is optional to the reader, so that what is missing can be named at once. */
@Schema(
        name = "Activity",
        requiredProperties = {"member", "type", "source", "reference", "happenedAt"})
record ActivityBody(
        @Nullable MemberName member,

        @Schema(
                description = "`purchase` and `refund` carry an amount; any other lower-case word is for you to choose",
                example = "purchase")
        @Nullable
        String type,

        @Schema(
                description = "Which of your systems tells it: 1 to 40 of `a-z 0-9 . _ -`; `portal` is our own",
                example = "till-7")
        @Nullable
        String source,

        @Schema(
                description =
                        "Your number for it: 1 to 100 printable ASCII characters without blanks. (source, reference) counts once for ever: the same content again is answered as the first time, another content is refused.",
                example = "2026-11-22-000481")
        @Nullable
        String reference,

        @Schema(
                description =
                        "When it happened, with offset; microseconds count, finer digits are dropped. It may be long ago, and is judged by the rules of that time.",
                example = "2026-11-22T10:15:00+08:00",
                format = "date-time")
        @Nullable
        String happenedAt,

        @Schema(description = "Where: a lower-case word, `api` when left out", example = "pos") @Nullable
        String channel,

        @Schema(description = "The shop or till, at most 64 characters", example = "Nanjing Road") @Nullable
        String store,

        @Nullable AmountBody amount,

        @Schema(
                description =
                        "On a refund: the reference of the purchase, told by the same source. Without it the refund takes back at the usual rate.",
                example = "2026-11-20-000077")
        @Nullable
        String refundOf,

        @Schema(description = "At most 2,000") @Nullable List<@Nullable ItemBody> items) {

    @Schema(
            name = "Amount",
            requiredProperties = {"value", "currency"})
    record AmountBody(
            @Schema(
                    types = {"string", "number"},
                    description =
                            "What was paid or paid back, never negative, below a billion, with no more decimals than the currency has. A text is safest.",
                    example = "129.90")
            @Nullable
            BigDecimal value,

            @Schema(description = "ISO 4217; one of those the programme takes", example = "CNY") @Nullable
            String currency) {}

    @Schema(
            name = "Item",
            requiredProperties = {"sku", "quantity", "unitPrice"})
    record ItemBody(
            @Schema(description = "Your article number, at most 64 characters", example = "85123A") @Nullable
            String sku,

            @Schema(description = "At most 200 characters", example = "Tea set, white") @Nullable
            String name,

            @Schema(description = "At most 64 characters", example = "tableware") @Nullable
            String category,

            @Schema(description = "1 to 1,000,000, also on refunds", example = "2") @Nullable
            Integer quantity,

            @Schema(
                    types = {"string", "number"},
                    description = "Not negative, at most four decimals",
                    example = "64.95")
            @Nullable
            BigDecimal unitPrice) {}
}
