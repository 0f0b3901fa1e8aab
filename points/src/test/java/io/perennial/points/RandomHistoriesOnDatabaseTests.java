package io.perennial.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.ReadStanding;
import io.perennial.testing.TurnableClock;
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
    private ReadBalance readBalance;

    @Autowired
    private ReadStanding readStanding;

    @Autowired
    private ReadTotals readTotals;

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
        var history = new RandomHistory(
                new RandomHistory.Ports(
                        earnPoints,
                        spendPoints,
                        returnPoints,
                        expirePoints,
                        member -> readBalance.of(member).points().value(),
                        member -> readStanding.of(member).orElseThrow().growth(),
                        clock),
                people,
                seed);
        for (int step = 0; step < 400; step++) {
            history.step().forEach(history::assertAgreement);
        }
        expirePoints.expire(clock.instant());

        history.assertAddsUp();
        var report = verifyLedger.verify();
        assertThat(report.faults()).isEmpty();
        assertThat(readTotals.outstanding()).isEqualTo(report.outstanding());
        var days = readTotals.lastDays(6_000);
        var all = days.stream().map(ReadTotals.Day::movements).reduce(Movements.NONE, Movements::plus);
        assertThat(all.of(EntryKind.EARNED)).isEqualTo(history.issued());
        assertThat(all.net()).isEqualTo(report.outstanding().value());
    }
}
