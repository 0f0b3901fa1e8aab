package io.perennial.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.ActivityType;
import io.perennial.membership.EditLadder;
import io.perennial.membership.Ladder;
import io.perennial.membership.LadderTerms;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.StaffId;
import io.perennial.points.PointsPolicy.Refunds;
import io.perennial.testing.TurnableClock;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@PointsTest
class RandomHistoriesOnDatabaseTests {

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private SpendPoints spendPoints;

    @Autowired
    private ReturnPoints returnPoints;

    @Autowired
    private ExpirePoints expirePoints;

    @Autowired
    private ReleasePoints releasePoints;

    @Autowired
    private GrantPoints grantPoints;

    @Autowired
    private PublishPolicy publishPolicy;

    @Autowired
    private ReadBalance readBalance;

    @Autowired
    private ReadStanding readStanding;

    @Autowired
    private EditLadder editLadder;

    @Autowired
    private ReadLadder readLadder;

    @Autowired
    private ReadTotals readTotals;

    @Autowired
    private ReadLiability readLiability;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    @ParameterizedTest
    @ValueSource(longs = {4, 7})
    void whatever_happens_the_ledger_says_what_the_model_says(long seed) {
        var people = members.enrol(5);
        var policy = Stories.version(
                2,
                Map.of(ActivityType.PURCHASE, 7),
                seed % 2 == 0 ? Refunds.OVERDRAFT : Refunds.WITHIN_BALANCE,
                clock.instant());
        assertThat(publishPolicy.publish(policy, StaffId.next())).isInstanceOf(PublishPolicy.Outcome.Done.class);
        keepGrowthForGood();
        var history = new RandomHistory(
                new RandomHistory.Ports(
                        earnPoints,
                        spendPoints,
                        returnPoints,
                        expirePoints,
                        releasePoints,
                        grantPoints,
                        member -> readBalance.of(member).points().value(),
                        member -> readBalance.of(member).pending().value(),
                        member -> readBalance.of(member).owed().value(),
                        member -> readStanding.of(member).orElseThrow().growth(),
                        clock),
                policy,
                people,
                seed);
        for (int step = 0; step < 400; step++) {
            history.step().forEach(history::assertAgreement);
        }
        expirePoints.expire(clock.instant());

        history.assertAddsUp();
        var report = verifyLedger.verify();
        assertThat(report.faults()).isEmpty();
        var owed = people.stream()
                .mapToLong(member -> readBalance.of(member).owed().value())
                .sum();
        assertThat(readTotals.outstanding().value())
                .isEqualTo(report.outstanding().value() - owed);
        var days = readTotals.lastDays(6_000);
        var all = days.stream().map(ReadTotals.Day::movements).reduce(Movements.NONE, Movements::plus);
        assertThat(all.of(Movements.Line.ISSUED)).isEqualTo(history.issued());
        assertThat(all.net()).isEqualTo(report.outstanding().value() - owed);
        assertThat(readLiability.tieOut().difference()).isZero();
        assertThat(readLiability.cohorts().stream()
                        .mapToLong(ReadLiability.Cohort::outstanding)
                        .sum())
                .isEqualTo(report.outstanding().value());
    }

    /** The model knows of no periods, at whose end growth begins anew. */
    private void keepGrowthForGood() {
        var forGood = new LadderTerms(LadderTerms.Period.UNLIMITED, 0, 0, false);
        assertThat(editLadder.publish(
                        new Ladder(readLadder.ladder().tiers(), forGood), readLadder.version(), StaffId.next()))
                .isInstanceOf(EditLadder.Outcome.Published.class);
    }
}
