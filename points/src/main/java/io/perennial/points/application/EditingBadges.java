package io.perennial.points.application;

import io.perennial.membership.KeepPictures;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.StaffId;
import io.perennial.points.Badge;
import io.perennial.points.BadgeId;
import io.perennial.points.EditBadges;
import io.perennial.points.domain.Badges;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class EditingBadges implements EditBadges {

    private final RunTransactions transactions;
    private final Badges badges;
    private final KeepPictures pictures;
    private final RecordChange changes;
    private final Clock clock;

    EditingBadges(
            RunTransactions transactions, Badges badges, KeepPictures pictures, RecordChange changes, Clock clock) {
        this.pictures = pictures;
        this.transactions = transactions;
        this.badges = badges;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Outcome save(Badge badge, StaffId by) {
        if (badge.picture() != null && !pictures.isKept(badge.picture())) {
            return new Outcome.UnknownPicture();
        }
        return transactions.run(() -> badge.version() == 1 ? add(badge, by) : change(badge, by));
    }

    private Outcome add(Badge badge, StaffId by) {
        if (!badges.add(badge, clock.instant())) {
            return new Outcome.ChangedMeanwhile(1);
        }
        audit(by, "badge.created", badge.id(), null, badge);
        return new Outcome.Done(badge.id(), 1);
    }

    private Outcome change(Badge badge, StaffId by) {
        var stored = badges.lock(badge.id());
        if (stored.isEmpty() || stored.get().retired()) {
            return new Outcome.UnknownBadge();
        }
        var current = stored.get().badge();
        if (badge.version() != current.version() + 1) {
            return new Outcome.ChangedMeanwhile(current.version());
        }
        badges.change(badge);
        audit(by, "badge.changed", badge.id(), current, badge);
        return new Outcome.Done(badge.id(), badge.version());
    }

    @Override
    public Outcome retire(BadgeId badge, StaffId by) {
        return transactions.run(() -> end(badge, by));
    }

    private Outcome end(BadgeId badge, StaffId by) {
        var stored = badges.lock(badge);
        if (stored.isEmpty()) {
            return new Outcome.UnknownBadge();
        }
        var current = stored.get().badge();
        if (!stored.get().retired()) {
            badges.retire(badge, clock.instant());
            audit(by, "badge.retired", badge, current, null);
        }
        return new Outcome.Done(badge, current.version());
    }

    private void audit(StaffId by, String action, BadgeId badge, @Nullable Badge before, @Nullable Badge after) {
        changes.record(new RecordChange.Change(
                by,
                action,
                "badge",
                badge.toString(),
                before == null ? null : badges.asJson(before),
                after == null ? null : badges.asJson(after)));
    }
}
