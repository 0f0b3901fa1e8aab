package io.perennial.membership.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.BilingualText;
import io.perennial.membership.GrowStanding.Growth;
import io.perennial.membership.Ladder;
import io.perennial.membership.LadderTerms;
import io.perennial.membership.LadderTerms.Period;
import io.perennial.membership.MemberId;
import io.perennial.membership.Tier;
import io.perennial.membership.TierFloor;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Years of random growth, refunds, nights, edits of the ladder and gifts of tiers: members stand where a simple reading of
 * decision 0016 says, day by day, and what it promises holds.
 */
class RandomYearsTests {

    private static final int DAYS = 1_500;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void stands_where_the_definitions_say(long seed) {
        for (var life = 0; life < 40; life++) {
            new Life(new Random(seed * 1_000 + life)).live();
        }
    }

    private static final class Life {

        private final Random random;
        private LocalDate today = LocalDate.of(2026, 1, 1);
        private Ladder ladder;
        private Position at;
        private final Model model;
        private final List<Integer> ranks = new ArrayList<>();

        Life(Random random) {
            this.random = random;
            ladder = ladder();
            today = today.plusDays(random.nextInt(400));
            at = new Position(
                    MemberId.next(),
                    0,
                    ladder.lowest(),
                    now(),
                    0,
                    Term.begin(now(), yardstick().endOfPeriod(now()), 0, null));
            model = new Model(today, ladder);
        }

        void live() {
            var nightly = random.nextInt(1, 4);
            for (var day = 0; day < DAYS; day++) {
                today = today.plusDays(1);
                if (day % nightly == 0) {
                    night();
                }
                for (var i = random.nextInt(-40, 3); i > 0; i--) {
                    grow(random.nextInt(5) == 0 ? -random.nextLong(1, 400) : random.nextLong(1, 350));
                }
                switch (random.nextInt(500)) {
                    case 0, 1 -> edit();
                    case 2 -> give();
                    case 3 -> takeBack();
                    case 4, 5, 6, 7, 8 -> look();
                    default -> {}
                }
                assertThat(at.tier().rank()).as("day %s", today).isEqualTo(model.rank);
                assertThat(at.growth()).as("day %s", today).isEqualTo(model.growth);
                ranks.add(at.tier().rank());
            }
        }

        private void night() {
            var before = at;
            var judged = at.judge(yardstick(), now());
            at = judged.step().position();
            model.night(today, ladder);
            if (at.tier().rank() < before.tier().rank()) {
                assertThat(before.tier().rank() - at.tier().rank())
                        .as("one step")
                        .isEqualTo(1);
                assertThat(ladder.terms().graceDays() == 0 || before.term().grace() != null)
                        .as("grace on %s", today)
                        .isTrue();
                assertThat(before.term().floor() == null || isAbove(before)).isTrue();
            }
            assertThat(at.term().due().filter(due -> !due.isAfter(now()))).isEmpty();
            assertThat(at.judge(yardstick(), now()).verdicts())
                    .as("nothing is left to do")
                    .isEmpty();
        }

        private boolean isAbove(Position position) {
            var floor = position.term().floor();
            return floor == null
                    || floor.until().filter(end -> !end.isAfter(now())).isPresent()
                    || position.tier().rank()
                            > ladder.find(floor.tier()).orElseThrow().rank();
        }

        private void grow(long amount) {
            var before = at;
            at = at.grow(new Growth(at.member(), amount, "k", now()), yardstick(), true, now())
                    .position();
            model.grow(amount, today, ladder);
            assertThat(at.tier().reaches(before.tier())).isTrue();
        }

        /** New lines and terms, but never a move: whoever is short of a new line stays. */
        private void edit() {
            var tier = at.tier().code();
            ladder = ladder();
            at = new Position(
                    at.member(), at.growth(), ladder.find(tier).orElseThrow(), at.tierSince(), at.lastSeq(), at.term());
            var reached = ladder.reachedBy(at.growth());
            if (reached.rank() > at.tier().rank()) {
                at = at.placed(reached, yardstick(), now());
                model.enter(reached, today, ladder);
            }
        }

        private void give() {
            var tier = ladder.tiers().get(random.nextInt(1, 3));
            var last = random.nextBoolean()
                    ? Optional.of(today.plusDays(random.nextInt(1, 300)))
                    : Optional.<LocalDate>empty();
            at = at.protectedBy(new TierFloor(tier.code(), last.map(Life::begin)), tier, yardstick(), now());
            model.give(tier, last.orElse(null), today, ladder);
        }

        private void takeBack() {
            if (at.term().floor() != null) {
                at = at.unprotected(now());
                model.takeBack(today);
            }
        }

        private void look() {
            if (at.term().toldAt() == null) {
                at = at.told(now());
                model.told = today;
            }
        }

        private Ladder ladder() {
            var entry = random.nextLong(300, 1_500);
            var top = entry + random.nextLong(500, 4_000);
            var period = switch (random.nextInt(6)) {
                case 0 -> Period.UNLIMITED;
                case 1, 2 -> Period.CALENDAR_YEAR;
                default -> Period.ROLLING_YEAR;
            };
            var grace = random.nextInt(3) == 0 ? 0 : random.nextInt(1, 60);
            return new Ladder(
                    List.of(
                            tier("low", 0, 0, 0),
                            tier("mid", 1, entry, random.nextLong(0, entry + 1)),
                            tier("top", 2, top, random.nextLong(0, top + 1))),
                    new LadderTerms(period, grace, random.nextInt(0, grace + 1), random.nextBoolean()));
        }

        private Yardstick yardstick() {
            return new Yardstick(ladder, ZoneOffset.UTC);
        }

        private Instant now() {
            return begin(today);
        }

        private static Instant begin(LocalDate day) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        private static Tier tier(String code, int rank, long entry, long retention) {
            return new Tier(code, rank, new BilingualText(code, code), entry, retention, null);
        }
    }

    /** The definitions, told once more in days: what counts, until when, and what happens then. */
    private static final class Model {

        private int rank;
        private long growth;
        /** What of the present period counts towards keeping the tier. */
        private long counted;

        private @Nullable LocalDate end;
        private @Nullable LocalDate graceEnd;
        private long inGrace;
        private boolean moreTime;
        private boolean gift;
        private @Nullable LocalDate told;
        private int floor = -1;
        private @Nullable LocalDate floorEnd;

        Model(LocalDate enrolled, Ladder ladder) {
            begin(enrolled, ladder, false);
        }

        void grow(long amount, LocalDate today, Ladder ladder) {
            close(today, ladder, false);
            var real = Math.max(-growth, amount);
            growth += real;
            counted += real;
            inGrace += real;
            var reached = ladder.reachedBy(growth);
            if (reached.rank() > rank || (gift && reached.rank() == rank)) {
                enter(reached, today, ladder);
            }
            close(today, ladder, false);
            if (graceEnd != null && end != null && keeps(ladder)) {
                renew(end, ladder);
                close(today, ladder, false);
            }
        }

        void night(LocalDate today, Ladder ladder) {
            close(today, ladder, true);
        }

        void enter(Tier tier, LocalDate today, Ladder ladder) {
            rank = tier.rank();
            var beyond = Math.min(Math.max(0, growth - tier.entryLine()), tier.retentionLine());
            counted = ladder.terms().surplusCarries() ? beyond : 0;
            gift = false;
            begin(today, ladder, true);
        }

        void give(Tier tier, @Nullable LocalDate until, LocalDate today, Ladder ladder) {
            floor = tier.rank();
            floorEnd = until;
            if (tier.rank() > rank) {
                rank = tier.rank();
                counted = 0;
                begin(today, ladder, true);
                gift = true;
                end = until != null ? until : end;
            }
        }

        void takeBack(LocalDate today) {
            floor = -1;
            floorEnd = null;
            if (gift && graceEnd == null) {
                end = today;
            }
        }

        private void begin(LocalDate day, Ladder ladder, boolean reached) {
            end = switch (ladder.terms().period()) {
                case ROLLING_YEAR -> day.plusYears(1);
                case CALENDAR_YEAR -> LocalDate.of(day.getYear() + (reached ? 2 : 1), 1, 1);
                case UNLIMITED -> null;
            };
            graceEnd = null;
            inGrace = 0;
            moreTime = false;
            told = null;
        }

        private boolean keeps(Ladder ladder) {
            var line = ladder.tiers().get(rank).retentionLine();
            return rank == 0
                    || floor >= rank
                    || counted >= line
                    || (ladder.terms().period() == Period.UNLIMITED && !gift);
        }

        private void renew(LocalDate from, Ladder ladder) {
            var terms = ladder.terms();
            var line = ladder.tiers().get(rank).retentionLine();
            gift = gift && counted < line;
            if (terms.period() == Period.UNLIMITED) {
                counted = growth;
                begin(from, ladder, false);
                return;
            }
            var beyond = Math.max(0, counted - line);
            if (rank == 0) {
                growth = 0;
            } else if (graceEnd != null) {
                growth = Math.min(beyond, Math.max(0, inGrace));
            } else {
                growth = terms.surplusCarries() ? Math.min(beyond, line) : 0;
            }
            counted = growth;
            begin(from, ladder, false);
        }

        private void close(LocalDate today, Ladder ladder, boolean night) {
            var ends = ladder.terms().period() != Period.UNLIMITED;
            if (end == null && ends) {
                counted = 0;
                var wasGift = gift;
                begin(today, ladder, rank > 0);
                gift = wasGift;
            }
            while (true) {
                if (floorEnd != null && !floorEnd.isAfter(today)) {
                    floor = -1;
                    floorEnd = null;
                }
                if (end == null || (graceEnd == null && end.isAfter(today))) {
                    return;
                }
                if (graceEnd != null && graceEnd.isAfter(today)) {
                    return;
                }
                if (keeps(ladder)) {
                    renew(end, ladder);
                } else if (graceEnd == null) {
                    graceEnd = today.plusDays(ladder.terms().graceDays());
                    inGrace = 0;
                } else if (!night) {
                    return;
                } else {
                    var days = ladder.terms().noticeDays();
                    var inTime =
                            days == 0 || (told != null && !told.plusDays(days).isAfter(today));
                    if (inTime || moreTime) {
                        growth = ends ? Math.max(0, inGrace) : growth;
                        rank--;
                        counted = growth;
                        gift = false;
                        begin(today, ladder, false);
                    } else {
                        graceEnd = today.plusDays(days + Position.DAYS_TO_TELL);
                        moreTime = true;
                    }
                }
            }
        }
    }
}
