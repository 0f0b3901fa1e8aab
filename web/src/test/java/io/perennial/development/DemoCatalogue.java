package io.perennial.development;

import io.perennial.membership.BilingualText;
import io.perennial.membership.KeepPictures;
import io.perennial.membership.StaffId;
import io.perennial.points.Points;
import io.perennial.rewards.EditCatalogue;
import io.perennial.rewards.Reward;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.RewardKind;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** What the demo programme has to give. What is there already stays as it is. */
@Component
@Profile("development")
class DemoCatalogue {

    private final EditCatalogue editCatalogue;
    private final KeepPictures keepPictures;

    DemoCatalogue(EditCatalogue editCatalogue, KeepPictures keepPictures) {
        this.editCatalogue = editCatalogue;
        this.keepPictures = keepPictures;
    }

    /** Rewards by their English names. */
    Map<String, RewardId> open(StaffId by) {
        var rewards = new HashMap<String, RewardId>();
        var shelf = new Shelf(rewards, by);
        shelf.reward(
                "手冲咖啡一杯",
                "Pour-over coffee",
                "在任意门店花园吧台兑换一杯现磨手冲。今日豆单请问店员。",
                "A freshly ground cup at the garden bar of any shop. Ask for today’s beans.",
                120,
                200,
                null,
                null,
                null,
                DemoPictures.COFFEE);
        shelf.reward(
                "10 元代金券",
                "¥10 off",
                "结账时出示兑换码即可抵扣 10 元，可与会员价同享。",
                "Show the code at the till for ¥10 off. It may be combined with member prices.",
                200,
                500,
                5,
                null,
                "10.00",
                DemoPictures.COUPON_SMALL);
        shelf.reward(
                "窗台多肉",
                "Windowsill succulent",
                "一盆好养的小多肉，配手作陶盆。每周浇一次水就够。",
                "An easy little succulent in a hand-thrown pot. A sip of water a week will do.",
                380,
                40,
                2,
                null,
                null,
                DemoPictures.SUCCULENT,
                null,
                "plants");
        shelf.reward(
                "花园帆布袋",
                "Garden tote",
                "厚实棉帆布，装得下一袋土和一束花。",
                "Sturdy cotton canvas that carries a bag of soil and a bunch of flowers.",
                520,
                3,
                1,
                null,
                null,
                DemoPictures.TOTE);
        shelf.reward(
                "手作陶杯",
                "Handmade mug",
                "景德镇小窑烧制，每一只釉色都不同。",
                "From a small kiln in Jingdezhen; no two glazes are alike.",
                880,
                25,
                2,
                null,
                null,
                DemoPictures.MUG,
                "CUP-02",
                "cups");
        shelf.reward(
                "50 元代金券",
                "¥50 off",
                "结账时出示兑换码抵扣 50 元，单笔满 200 元可用。",
                "Show the code at the till for ¥50 off purchases of ¥200 and more.",
                900,
                200,
                3,
                null,
                "50.00",
                DemoPictures.COUPON_LARGE);
        shelf.reward(
                "花草茶礼盒",
                "Herbal tea box",
                "洋甘菊、薄荷与玫瑰，三罐装。送人或者留给自己的下午。",
                "Camomile, mint and rose in three tins, for a friend or for your own afternoon.",
                1_280,
                30,
                null,
                null,
                null,
                DemoPictures.TEA);
        shelf.reward(
                "雨天长柄伞",
                "Umbrella for long walks",
                "八骨抗风，木质手柄，雨天也要去看花。",
                "Eight ribs, a wooden handle, and no excuse to stay in when it rains.",
                1_680,
                18,
                1,
                null,
                null,
                DemoPictures.UMBRELLA);
        shelf.reward(
                "周末插花课",
                "Weekend flower workshop",
                "两小时，花材与花瓶都带回家。凭码到店预约时间。",
                "Two hours, and the flowers and the vase go home with you. Book your date in the shop.",
                2_600,
                12,
                1,
                "vip",
                null,
                DemoPictures.WORKSHOP);
        shelf.reward(
                "小橄榄树",
                "Young olive tree",
                "三年苗，约一米高，附养护手册与一次上门换盆。",
                "Three years old and a metre tall, with a guide and one visit to repot it.",
                6_800,
                3,
                1,
                "black",
                null,
                DemoPictures.OLIVE);
        return rewards;
    }

    /** As it is being filled. */
    private final class Shelf {

        private final Map<String, RewardId> rewards;
        private final StaffId by;

        Shelf(Map<String, RewardId> rewards, StaffId by) {
            this.rewards = rewards;
            this.by = by;
        }

        void reward(
                String zh,
                String en,
                String descriptionZh,
                String descriptionEn,
                long price,
                long pieces,
                @Nullable Integer limit,
                @Nullable String tier,
                @Nullable String cashOff,
                DemoPictures picture) {
            reward(zh, en, descriptionZh, descriptionEn, price, pieces, limit, tier, cashOff, picture, null, null);
        }

        /** @param sku the article of the shop that it is; {@code category} the sort of articles that it belongs to */
        void reward(
                String zh,
                String en,
                String descriptionZh,
                String descriptionEn,
                long price,
                long pieces,
                @Nullable Integer limit,
                @Nullable String tier,
                @Nullable String cashOff,
                DemoPictures picture,
                @Nullable String sku,
                @Nullable String category) {
            var known = editCatalogue.rewards().stream()
                    .filter(listed -> listed.reward().name().en().equals(en))
                    .findFirst();
            var id = known.map(listed -> listed.reward().id()).orElseGet(RewardId::next);
            rewards.put(en, id);
            if (known.isEmpty()) {
                var kept = (KeepPictures.Outcome.Kept) keepPictures.keep(picture.png(), by);
                editCatalogue.save(
                        new Reward(
                                id,
                                cashOff == null ? RewardKind.GOODS : RewardKind.COUPON,
                                new BilingualText(zh, en),
                                new BilingualText(descriptionZh, descriptionEn),
                                Points.of(price),
                                limit == null ? OptionalInt.empty() : OptionalInt.of(limit),
                                Optional.ofNullable(tier),
                                null,
                                null,
                                Optional.ofNullable(cashOff)
                                        .map(amount -> Money.of(CurrencyUnit.of("CNY"), new BigDecimal(amount))),
                                Optional.of(kept.picture()),
                                Optional.ofNullable(sku),
                                Optional.ofNullable(category)),
                        0,
                        by);
            }
            if (known.isEmpty() || known.get().status() == EditCatalogue.Status.DRAFT) {
                if (known.isEmpty() || known.get().left() == 0) {
                    editCatalogue.changeStock(id, pieces, by);
                }
                editCatalogue.publish(id, by);
            }
        }
    }
}
