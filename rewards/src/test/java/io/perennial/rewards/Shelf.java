package io.perennial.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.BilingualText;
import io.perennial.membership.PictureId;
import io.perennial.membership.StaffId;
import io.perennial.points.Points;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Puts rewards on the shelf the way staff do. */
public final class Shelf {

    public static final StaffId STAFF = StaffId.next();

    private final EditCatalogue catalogue;

    Shelf(EditCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    public Reward published(long stock, UnaryOperator<Written> written) {
        var reward = draft(stock, written);
        assertThat(catalogue.publish(reward.id(), STAFF)).isInstanceOf(EditCatalogue.Outcome.Saved.class);
        return reward;
    }

    public Reward draft(long stock, UnaryOperator<Written> written) {
        var reward = written.apply(new Written()).reward();
        assertThat(catalogue.save(reward, 0, STAFF)).isEqualTo(new EditCatalogue.Outcome.Saved(1));
        if (stock > 0) {
            assertThat(catalogue.changeStock(reward.id(), stock, STAFF))
                    .isInstanceOf(EditCatalogue.Outcome.Saved.class);
        }
        return reward;
    }

    /** A reward of 100 points for everyone, unless a test says otherwise. */
    public static final class Written {
        private RewardId id = RewardId.next();
        private BilingualText name = new BilingualText("咖啡杯", "Coffee cup");
        private long price = 100;
        private OptionalInt limit = OptionalInt.empty();
        private Optional<String> tier = Optional.empty();
        private @Nullable Instant from;
        private @Nullable Instant until;
        private Optional<Money> cashOff = Optional.empty();
        private Optional<PictureId> picture = Optional.empty();

        public Written as(RewardId is) {
            id = is;
            return this;
        }

        public Written named(String zh, String en) {
            name = new BilingualText(zh, en);
            return this;
        }

        public Written price(long points) {
            price = points;
            return this;
        }

        public Written limit(int most) {
            limit = OptionalInt.of(most);
            return this;
        }

        public Written tier(String code) {
            tier = Optional.of(code);
            return this;
        }

        public Written from(Instant moment) {
            from = moment;
            return this;
        }

        public Written until(Instant moment) {
            until = moment;
            return this;
        }

        public Written takingOff(String money) {
            cashOff = Optional.of(Money.parse(money));
            return this;
        }

        public Written picture(PictureId shown) {
            picture = Optional.of(shown);
            return this;
        }

        public Reward reward() {
            return new Reward(
                    id,
                    cashOff.isPresent() ? RewardKind.COUPON : RewardKind.GOODS,
                    name,
                    new BilingualText("白色，三百毫升", "White, 300 ml"),
                    Points.of(price),
                    limit,
                    tier,
                    from,
                    until,
                    cashOff,
                    picture,
                    Optional.of("CUP-7"),
                    Optional.of("cups"));
        }
    }
}
