package io.perennial.membership.application;

import io.perennial.membership.BilingualText;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.ConsentWording;
import io.perennial.membership.PublishWording;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.StaffId;
import io.perennial.membership.domain.Wordings;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class PublishingWording implements PublishWording {

    private static final int LONGEST = 600;

    private final Wordings wordings;
    private final RecordChange recordChange;
    private final Clock clock;

    PublishingWording(Wordings wordings, RecordChange recordChange, Clock clock) {
        this.wordings = wordings;
        this.recordChange = recordChange;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Outcome publish(ConsentPurpose purpose, String zh, String en, int after, StaffId by) {
        if (isBad(zh)) {
            return new Outcome.BadText(true);
        }
        if (isBad(en)) {
            return new Outcome.BadText(false);
        }
        var before = wordings.inForce().get(purpose);
        if ((before == null ? 0 : before.version()) != after) {
            return new Outcome.ChangedMeanwhile();
        }
        var text = new BilingualText(zh, en);
        if (before != null && before.text().equals(text)) {
            return new Outcome.Unchanged();
        }
        var wording = new ConsentWording(purpose, after + 1, text, clock.instant(), by);
        if (!wordings.add(wording)) {
            return new Outcome.ChangedMeanwhile();
        }
        recordChange.record(new Change(
                by,
                "consent.published",
                "consent",
                purpose.name(),
                before == null ? null : AsJson.of(new Wording(before.version(), before.text())),
                AsJson.of(new Wording(wording.version(), text))));
        return new Outcome.Published(wording);
    }

    private static boolean isBad(String text) {
        return text.isBlank() || text.strip().length() > LONGEST;
    }

    private record Wording(int version, BilingualText text) {}
}
