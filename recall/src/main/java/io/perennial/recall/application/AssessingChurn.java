package io.perennial.recall.application;

import io.perennial.insights.ReadActivities;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadMember;
import io.perennial.recall.AssessChurn;
import io.perennial.recall.domain.ChurnRule;
import java.time.Clock;
import org.springframework.stereotype.Component;

@Component
class AssessingChurn implements AssessChurn {

    private final ReadMember members;
    private final ReadActivities activities;
    private final ChurnRule rule;
    private final Clock clock;

    AssessingChurn(ReadMember members, ReadActivities activities, RecallSettings settings, Clock clock) {
        this.members = members;
        this.activities = activities;
        this.rule = settings.churnRule();
        this.clock = clock;
    }

    @Override
    public Verdict assess(MemberId member) {
        return members.find(member)
                .map(profile ->
                        rule.judge(activities.lastActivityAt(member).orElse(profile.enrolledAt()), clock.instant()))
                .orElseGet(Verdict.UnknownMember::new);
    }
}
