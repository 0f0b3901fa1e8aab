package io.perennial.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the API answers. */
final class Answers {

    private Answers() {}

    @Schema(name = "TierName", description = "A step of the ladder; its name is in the language of Accept-Language.")
    record TierName(
            @Schema(example = "vip") String code,
            @Schema(example = "VIP") String name) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Standing")
    record StandingAnswer(
            @Schema(
                    description = "Growth value; it decides the tier, is never spent, and begins anew with each period",
                    example = "1240")
            long growth,

            TierName tier,

            @Schema(description = "The tier above; absent on the highest") @Nullable
            TierName next,

            @Schema(description = "Growth still needed for it; 0 on the highest", example = "8760")
            long missing,

            @Schema(description = "What it takes to keep the tier; absent where tiers hold for good") @Nullable
            KeepAnswer keep) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Keep")
    record KeepAnswer(
            @Schema(description = "When the present period began")
            Instant since,

            @Schema(description = "The moment at which it ends and growth begins anew")
            Instant until,

            @Schema(description = "Growth of this period that counts", example = "240")
            long counted,

            @Schema(description = "Growth that keeps the tier; 0 on the lowest", example = "800")
            long line,

            @Schema(description = "Growth still needed to keep it", example = "560")
            long missing,

            @Schema(
                    description =
                            "Present once the period has ended short of the line: when the member goes one step down, unless the line is reached until then")
            @Nullable
            Instant graceUntil,

            @Schema(description = "Present while the member waits for a place on the highest tier") @Nullable
            Instant waitingSince) {}

    @Schema(name = "Reason")
    record Reason(
            @Schema(
                    description = "`earned`, `earned-nothing`, `taken-back`, `spent`, `given-back` or `expired`",
                    example = "earned")
            String code,

            @Schema(
                    description = "For people, in the language of Accept-Language",
                    example = "Every purchase: 1 point for every CN¥1.00, so CN¥129.90 earned 129 points.")
            String sentence,

            @Schema(description = "The same for programs: rule and version, inputs, rounding")
            Map<String, Object> trace) {}

    @Schema(name = "ActivityResult")
    record ActivityResult(
            UUID id,
            @Schema(example = "till-7") String source,
            @Schema(example = "2026-11-22-000481") String reference,
            UUID member,

            @Schema(description = "Above zero earned, below zero taken back", example = "129")
            long points,

            @Schema(description = "Likewise, of what waits until it becomes available", example = "0")
            long pending,

            @Schema(description = "Likewise", example = "129")
            long growth,

            @Schema(description = "Right after this activity", example = "1369")
            long balance,

            StandingAnswer standing,
            List<Reason> reasons,

            @Schema(description = "Whether it had been told before, so that this call changed nothing")
            boolean repeated) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "BatchLine",
            description = "What became of one activity: `activity` or `problem`, by its place in the batch.")
    record BatchLine(
            @Schema(description = "Counted from 0") int index,

            @Schema(description = "The HTTP status that it would have had alone", example = "200")
            int status,

            @Nullable ActivityResult activity,
            @Nullable Problem problem) {}

    @Schema(name = "BatchResult")
    record BatchResult(
            @Schema(example = "2") int booked,
            @Schema(example = "0") int repeated,
            @Schema(example = "1") int refused,
            List<BatchLine> results) {}

    @Schema(name = "MemberIdentifier")
    record IdentifierAnswer(
            @Schema(description = "As the fields of a MemberName are called", example = "phone")
            String kind,

            @Schema(example = "+8613812345678") String value) {}

    @Schema(name = "Expiring")
    record ExpiringAnswer(
            @Schema(description = "The last day on which they can be used, in the programme's zone")
            LocalDate lastDay,

            @Schema(example = "300") long points) {}

    @Schema(name = "Waiting")
    record WaitingAnswer(
            @Schema(description = "The first day on which they can be used, in the programme's zone")
            LocalDate from,

            @Schema(example = "300") long points) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Member")
    record MemberAnswer(
            UUID id,

            @Schema(description = "`active`, `frozen` (earns, may not spend) or `closed`", example = "active")
            String status,

            @Nullable String displayName,
            List<IdentifierAnswer> identifiers,
            Instant enrolledAt,
            @Schema(example = "1369") long balance,

            @Schema(
                    description = "Points that are earned and not available yet; never part of the balance",
                    example = "300")
            long pending,

            @Schema(description = "When they become available, soonest first")
            List<WaitingAnswer> waiting,

            @Schema(description = "Points that later ones repay first; 0 while there is a balance", example = "0")
            long owed,

            @Schema(description = "Soonest first, every day on which points end")
            List<ExpiringAnswer> expiring,

            StandingAnswer standing,

            @Schema(description = "`self`, `entries` and `missions`")
            Map<String, String> links) {}

    @Schema(name = "Enrolled")
    record EnrolledAnswer(
            UUID id,

            @Schema(description = "Whether this call enrolled the member; else they were one already")
            boolean isNew,

            Map<String, String> links) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Entry")
    record EntryAnswer(
            @Schema(description = "1, 2, 3 … without gaps per member", example = "17")
            long sequence,

            @Schema(
                    description =
                            "`earned`, `released`, `granted`, `spent`, `given-back`, `taken-back`, `expired`, `reinstated`, `adjusted`, `sent`, `received` or `merged`",
                    example = "earned")
            String kind,

            @Schema(description = "Signed: of the balance less what is owed", example = "129")
            long points,

            @Schema(description = "Signed: of what waits", example = "0")
            long pending,

            @Schema(example = "129") long growth,
            @Schema(example = "1369") long balanceAfter,
            @Schema(example = "0") long owedAfter,
            @Nullable UUID activity,
            Reason reason,
            Instant happenedAt,
            Instant bookedAt,

            @Schema(description = "Where points came in: the last day on which they can be used") @Nullable
            LocalDate lastDay,

            @Schema(description = "Where points came in: what is left of them") @Nullable
            Long remaining,

            @Schema(description = "Where points wait, or did: when they become available") @Nullable
            Instant availableAt) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Entries")
    record EntriesAnswer(
            List<EntryAnswer> entries,

            @Schema(description = "Where older entries are; absent at the end") @Nullable
            String next) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Offer")
    record OfferAnswer(
            UUID id,

            @Schema(description = "`goods` or `coupon`", example = "goods")
            String kind,

            @Schema(example = "Tea set") String name,
            String description,

            @Schema(description = "In points", example = "1200")
            long price,

            @Schema(description = "Pieces that are there", example = "24")
            long left,

            @Schema(description = "Points the member still needs", example = "0")
            long missing,

            @Schema(
                    description =
                            "`affordable`, or the first that stands between: `sold-out`, `tier-too-low`, `limit-reached`, `not-enough-points`",
                    example = "affordable")
            String availability) {}

    @Schema(name = "Offers")
    record OffersAnswer(List<OfferAnswer> rewards) {}

    @Schema(name = "Redemption")
    record RedemptionAnswer(
            UUID id,
            UUID member,
            UUID reward,
            @Schema(example = "Tea set") String name,

            @Schema(description = "What the member shows in the shop", example = "7KQ2-M4XW-9D")
            String code,

            @Schema(description = "In points", example = "1200")
            long price,

            @Schema(description = "What the member has left", example = "169")
            long balance,

            @Schema(description = "Whether this key had redeemed it before, so that this call changed nothing")
            boolean repeated) {}
}
