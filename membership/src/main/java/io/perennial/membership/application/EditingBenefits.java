package io.perennial.membership.application;

import io.perennial.membership.Benefit;
import io.perennial.membership.BenefitId;
import io.perennial.membership.EditBenefits;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.StaffId;
import io.perennial.membership.domain.Benefits;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class EditingBenefits implements EditBenefits {

    private static final int LONGEST_CODE = 64;

    private final Benefits benefits;
    private final ReadLadder ladder;
    private final RecordChange recordChange;
    private final Clock clock;

    EditingBenefits(Benefits benefits, ReadLadder ladder, RecordChange recordChange, Clock clock) {
        this.benefits = benefits;
        this.ladder = ladder;
        this.recordChange = recordChange;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Outcome save(Benefit benefit, StaffId by) {
        var steps = ladder.ladder();
        for (var tier : benefit.tiers()) {
            if (steps.find(tier).isEmpty()) {
                return new Outcome.UnknownTier(tier);
            }
        }
        var before = benefits.lock(benefit.id());
        if (before.map(Benefit::version).orElse(0) != benefit.version()) {
            return new Outcome.ChangedMeanwhile();
        }
        var after = version(benefit, before.map(Benefit::retired).orElse(false));
        benefits.store(after, clock.instant());
        record("benefit.saved", before.orElse(null), after, by);
        return new Outcome.Done(after.id());
    }

    @Override
    @Transactional
    public Outcome retire(BenefitId benefit, StaffId by) {
        return retire(benefit, true, "benefit.retired", by);
    }

    @Override
    @Transactional
    public Outcome restore(BenefitId benefit, StaffId by) {
        return retire(benefit, false, "benefit.restored", by);
    }

    private Outcome retire(BenefitId id, boolean retired, String action, StaffId by) {
        var before = benefits.lock(id);
        if (before.isEmpty()) {
            return new Outcome.UnknownBenefit();
        }
        if (before.get().retired() != retired) {
            var after = version(before.get(), retired);
            benefits.store(after, clock.instant());
            record(action, before.get(), after, by);
        }
        return new Outcome.Done(id);
    }

    private static Benefit version(Benefit of, boolean retired) {
        return new Benefit(
                of.id(),
                of.version() + 1,
                of.kind(),
                of.name(),
                of.howTo(),
                of.tiers(),
                of.way(),
                of.quota(),
                of.period(),
                of.cost(),
                of.warnBelow(),
                retired);
    }

    @Override
    @Transactional
    public Outcome addCodes(BenefitId id, List<String> codes, StaffId by) {
        var benefit = benefits.lock(id);
        if (benefit.isEmpty()) {
            return new Outcome.UnknownBenefit();
        }
        if (benefit.get().way() != Benefit.Way.PARTNER_CODE) {
            return new Outcome.NoPool();
        }
        if (codes.size() > MOST_CODES) {
            return new Outcome.UnreadableCode(MOST_CODES + 1);
        }
        for (var line = 0; line < codes.size(); line++) {
            var code = codes.get(line).strip();
            if (code.isEmpty() || code.length() > LONGEST_CODE || code.chars().anyMatch(Character::isISOControl)) {
                return new Outcome.UnreadableCode(line + 1);
            }
        }
        var wanted = new LinkedHashSet<>(codes.stream().map(String::strip).toList());
        var added = benefits.addCodes(id, wanted, clock.instant());
        if (added > 0) {
            recordChange.record(
                    new Change(by, "benefit.codes-added", "benefit", id.toString(), null, AsJson.of(new Codes(added))));
        }
        return new Outcome.Added(added, codes.size() - added);
    }

    private record Codes(int codes) {}

    private void record(String action, @Nullable Benefit before, Benefit after, StaffId by) {
        recordChange.record(new Change(
                by,
                action,
                "benefit",
                after.id().toString(),
                Optional.ofNullable(before).map(AsJson::of).orElse(null),
                AsJson.of(after)));
    }
}
