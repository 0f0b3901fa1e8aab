package io.perennial.points.application;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.insights.RecordActivity.Recorded;
import io.perennial.membership.MemberId;
import io.perennial.points.EarnPoints.Outcome;
import org.jspecify.annotations.Nullable;

/** One activity of a call, and what becomes of it on the way. */
final class Told {

    final int position;
    Activity activity;

    /** Why it is not taken in. */
    @Nullable
    Outcome refusal;

    /** It would be refused now, but was taken in before: whoever repeats it gets the answer of that time. */
    boolean toldBefore;

    /** For a refund that names its purchase. */
    @Nullable
    ActivityId purchase;

    private @Nullable Recorded recorded;

    Told(int position, Activity activity) {
        this.position = position;
        this.activity = activity;
    }

    MemberId member() {
        return activity.member();
    }

    /** The member named went into this one. */
    void follow(MemberId survivor) {
        activity = new Activity(
                survivor,
                activity.type(),
                activity.source(),
                activity.reference(),
                activity.happenedAt(),
                activity.channel(),
                activity.store(),
                activity.amount(),
                activity.refundOf(),
                activity.items());
    }

    boolean isOpen() {
        return refusal == null;
    }

    boolean isRefund() {
        return activity.type().equals(ActivityType.REFUND);
    }

    boolean namesPurchase() {
        return activity.refundOf() != null;
    }

    void recorded(Recorded answer) {
        recorded = answer;
        if (answer instanceof Recorded.Conflict(var id, var differsIn)) {
            refusal = new Outcome.Conflict(id, differsIn);
        }
    }

    boolean isNew() {
        return recorded instanceof Recorded.New;
    }

    boolean isRepeated() {
        return recorded instanceof Recorded.Repeated;
    }

    ActivityId id() {
        if (recorded == null) {
            throw new IllegalStateException("not recorded yet");
        }
        return recorded.id();
    }
}
