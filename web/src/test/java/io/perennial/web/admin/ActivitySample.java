package io.perennial.web.admin;

import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Item;
import io.perennial.insights.ReadActivities;
import io.perennial.recall.AssessChurn;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What a member did, and what it says about her. */
final class ActivitySample {

    private ActivitySample() {}

    static ReadActivities.Recorded purchase() {
        return new ReadActivities.Recorded(
                Sample.ACTIVITY,
                Sample.MEMBER,
                ActivityType.PURCHASE,
                "web-shop",
                "536365",
                Sample.NOW,
                Sample.NOW,
                "web",
                "Store 7",
                Money.of(CurrencyUnit.GBP, new BigDecimal("123.45")),
                null);
    }

    static ReadActivities.Page timeline() {
        var checkIn = new ReadActivities.Recorded(
                new ActivityId(UUID.fromString("0193579a-0000-7000-8000-000000000009")),
                Sample.MEMBER,
                ActivityType.CHECK_IN,
                "portal",
                "2026-11-22",
                Sample.NOW,
                Sample.NOW,
                "portal",
                null,
                null,
                null);
        return new ReadActivities.Page(List.of(purchase(), checkIn), true);
    }

    static List<Item> items() {
        return List.of(new Item("85123A", "White hanging heart", null, 6, new BigDecimal("2.5500")));
    }

    static AssessChurn.Verdict lapsed() {
        return new AssessChurn.Verdict.Lapsed(Duration.ofDays(45), Duration.ofDays(30));
    }
}
