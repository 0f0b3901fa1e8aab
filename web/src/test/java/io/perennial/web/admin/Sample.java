package io.perennial.web.admin;

import io.perennial.insights.ActivityId;
import io.perennial.membership.BilingualText;
import io.perennial.membership.Identifier;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.PictureId;
import io.perennial.membership.StaffId;
import io.perennial.membership.Tag;
import io.perennial.membership.Tier;
import io.perennial.points.RuleId;
import io.perennial.points.Why;
import io.perennial.rewards.RedemptionId;
import io.perennial.rewards.RewardId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One member, one rule, one reward: an ordinary programme on an ordinary day. */
final class Sample {

    static final Tag TAG = new Tag("regular");
    static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
    static final String NAME = "Zhang Wei";
    static final MemberId MEMBER = MemberId.of("0193579a-0000-7000-8000-000000000001");
    static final StaffId STAFF = StaffId.of("0193579a-0000-7000-8000-000000000002");
    static final StaffId COLLEAGUE = StaffId.of("0193579a-0000-7000-8000-000000000003");
    static final RuleId RULE = RuleId.of("0193579a-0000-7000-8000-000000000004");
    static final RewardId REWARD = RewardId.of("0193579a-0000-7000-8000-000000000005");
    static final RedemptionId REDEMPTION = RedemptionId.of("0193579a-0000-7000-8000-000000000006");
    static final ActivityId ACTIVITY = new ActivityId(UUID.fromString("0193579a-0000-7000-8000-000000000007"));
    static final PictureId PICTURE = PictureId.of("0193579a-0000-7000-8000-000000000008");
    static final Tier ORDINARY = new Tier("member", 0, new BilingualText("普通会员", "Member"), 0);
    static final Tier VIP = new Tier("vip", 1, new BilingualText("VIP 会员", "VIP"), 1_000);
    static final Tier BLACK = new Tier("black", 2, new BilingualText("黑金会员", "Black"), 10_000);
    static final Ladder LADDER = new Ladder(List.of(ORDINARY, VIP, BLACK));
    static final Identifier PHONE = new Identifier(Identifier.Kind.PHONE, "+8613800138000");
    static final Identifier EMAIL = new Identifier(Identifier.Kind.EMAIL, "wei@example.com");
    static final Why.Paid PAID = new Why.Paid(RULE, 2, new BilingualText("消费积分", "Shopping"));

    private Sample() {}
}
