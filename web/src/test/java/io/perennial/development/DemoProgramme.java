package io.perennial.development;

import io.perennial.insights.ActivitiesRecorded;
import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Item;
import io.perennial.membership.AppointStaff;
import io.perennial.membership.BilingualText;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.KeepPictures;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadMember;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.SignInByPassword;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.membership.UpdateProfile;
import io.perennial.points.CheckIn;
import io.perennial.points.CountActivities;
import io.perennial.points.EarnPoints;
import io.perennial.points.Points;
import io.perennial.rewards.EditCatalogue;
import io.perennial.rewards.RedeemReward;
import io.perennial.rewards.RedemptionId;
import io.perennial.rewards.Reward;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.RewardKind;
import io.perennial.rewards.SettleRedemption;
import io.perennial.web.api.keys.ApiKey;
import io.perennial.web.api.keys.IssueApiKeys;
import io.perennial.web.api.keys.Scope;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * A small programme that has been running for two years, so that whoever tries Perennial sees it alive. It is told through
 * the ports, in the order in which it happened. A second start adds nothing; one that was killed halfway is completed.
 */
@Component
@Profile("development")
class DemoProgramme implements ApplicationRunner {

    static final String MEMBER_EMAIL = "lin@example.com";
    static final String MEMBER_PASSWORD = "green-thumb-7";
    static final String PHONE = "+8613800138000";
    static final String STAFF_PASSWORD = "perennial-demo";

    private static final String KEY_NAME = "Demo till";
    private static final Map<String, StaffRole> STAFF = new TreeMap<>(Map.of(
            "admin", StaffRole.ADMIN,
            "support", StaffRole.SUPPORT,
            "catalogue", StaffRole.CATALOGUE,
            "marketing", StaffRole.MARKETING,
            "finance", StaffRole.FINANCE,
            "auditor", StaffRole.AUDITOR));

    private static final List<String> NAMES = List.of(
            "陈晓明",
            "王芳",
            "李娜",
            "张伟",
            "刘洋",
            "赵静",
            "周杰",
            "吴敏",
            "孙丽",
            "朱琳",
            "胡军",
            "郭磊",
            "何雪",
            "高翔",
            "林峰",
            "罗颖",
            "梁爽",
            "宋佳",
            "唐宁",
            "许晴",
            "邓超",
            "冯雨",
            "曹颖",
            "彭博",
            "Anna Schmidt",
            "James Wilson",
            "Sofia Rossi",
            "Liam O’Connor",
            "Emma Dubois",
            "Noah Andersson",
            "曾毅",
            "萧然",
            "田甜",
            "董洁",
            "潘悦",
            "袁泉",
            "蔡明",
            "蒋欣",
            "余温",
            "杜若");

    private static final List<Item> SHELF = List.of(
            item("POT-01", "Clay pot, small", "pots", "29.90"),
            item("POT-02", "Clay pot, large", "pots", "79.00"),
            item("SEED-11", "Poppy seeds", "seeds", "12.50"),
            item("SEED-12", "Lavender seeds", "seeds", "14.80"),
            item("TOOL-03", "Hand trowel", "tools", "59.00"),
            item("TOOL-07", "Watering can", "tools", "128.00"),
            item("PLANT-21", "Monstera", "plants", "169.00"),
            item("PLANT-22", "Boston fern", "plants", "88.00"),
            item("BOOK-02", "The year of the garden", "books", "98.00"),
            item("SOIL-01", "Potting soil, 10 l", "soil", "36.00"));

    private final DemoClock clock;
    private final Programme programme;
    private final AppointStaff appointStaff;
    private final SignInByPassword signInByPassword;
    private final RecogniseMembers recogniseMembers;
    private final EnrolMembers enrolMembers;
    private final ReadMember readMember;
    private final UpdateProfile updateProfile;
    private final EarnPoints earnPoints;
    private final CheckIn checkIn;
    private final CountActivities countActivities;
    private final DemoMissions missions;
    private final EditCatalogue editCatalogue;
    private final KeepPictures keepPictures;
    private final RedeemReward redeemReward;
    private final SettleRedemption settleRedemption;
    private final IssueApiKeys issueApiKeys;
    private @Nullable String keyShownOnce;

    DemoProgramme(
            DemoClock clock,
            Programme programme,
            AppointStaff appointStaff,
            SignInByPassword signInByPassword,
            RecogniseMembers recogniseMembers,
            EnrolMembers enrolMembers,
            ReadMember readMember,
            UpdateProfile updateProfile,
            EarnPoints earnPoints,
            CheckIn checkIn,
            CountActivities countActivities,
            DemoMissions missions,
            EditCatalogue editCatalogue,
            KeepPictures keepPictures,
            RedeemReward redeemReward,
            SettleRedemption settleRedemption,
            IssueApiKeys issueApiKeys) {
        this.clock = clock;
        this.programme = programme;
        this.appointStaff = appointStaff;
        this.signInByPassword = signInByPassword;
        this.recogniseMembers = recogniseMembers;
        this.enrolMembers = enrolMembers;
        this.readMember = readMember;
        this.updateProfile = updateProfile;
        this.earnPoints = earnPoints;
        this.checkIn = checkIn;
        this.countActivities = countActivities;
        this.missions = missions;
        this.editCatalogue = editCatalogue;
        this.keepPictures = keepPictures;
        this.redeemReward = redeemReward;
        this.settleRedemption = settleRedemption;
        this.issueApiKeys = issueApiKeys;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        // The key comes last: where it is, everything is.
        if (issueApiKeys.keys().stream().map(ApiKey::name).anyMatch(KEY_NAME::equals)) {
            return;
        }
        var staff = staff();
        var admin = staff.get("admin");
        // Everything is told relative to this day, so that a second attempt tells the same.
        var today = LocalDate.ofInstant(
                appointStaff.accounts().stream()
                        .filter(account -> account.id().equals(admin))
                        .map(AppointStaff.Account::createdAt)
                        .findFirst()
                        .orElseThrow(),
                programme.zone());
        new Story(today, staff).tell();
        if (issueApiKeys.issue(KEY_NAME, EnumSet.allOf(Scope.class), Optional.of(admin))
                instanceof IssueApiKeys.Outcome.Issued issued) {
            keyShownOnce = issued.token();
        }
    }

    /** What someone needs to know to look around. */
    String signIns(String address) {
        var text = new StringBuilder("""

                  Perennial is ready (Ctrl-C stops it)

                    Portal   %1$s
                             e-mail  %2$s   password  %3$s
                             phone   %4$s   the code appears in this log
                    Admin    %1$s/admin
                             admin · support · catalogue · marketing · finance · auditor   password  %5$s
                    API      %1$s/v3/api-docs
                """.formatted(address, MEMBER_EMAIL, MEMBER_PASSWORD, PHONE, STAFF_PASSWORD));
        if (keyShownOnce != null) {
            text.append("             key, shown this once  ")
                    .append(keyShownOnce)
                    .append('\n');
        }
        return text.toString();
    }

    private Map<String, StaffId> staff() {
        STAFF.forEach((login, role) -> appointStaff.appoint(
                login,
                login.substring(0, 1).toUpperCase(Locale.ROOT) + login.substring(1),
                STAFF_PASSWORD,
                Set.of(role),
                Optional.empty()));
        var ids = new HashMap<String, StaffId>();
        appointStaff.accounts().forEach(account -> ids.put(account.login(), account.id()));
        return ids;
    }

    private static Item item(String sku, String name, String category, String price) {
        return new Item(sku, name, category, 1, new BigDecimal(price));
    }

    /** Two years, day by day. */
    private final class Story {

        private final LocalDate today;
        private final StaffId catalogue;
        private final StaffId support;
        private final StaffId marketing;
        private final Random random = new Random(20_261_122);
        private final TreeMap<Instant, List<Runnable>> events = new TreeMap<>();
        private final Map<String, RewardId> rewards = new HashMap<>();
        private final ZoneId zone = programme.zone();

        Story(LocalDate today, Map<String, StaffId> staff) {
            this.today = today;
            this.catalogue = staff.get("catalogue");
            this.support = staff.get("support");
            this.marketing = staff.get("marketing");
        }

        void tell() {
            // The month two years ago ends its points with this month.
            var opening = today.minusMonths(24).withDayOfMonth(1);
            on(opening, 8, 0, this::openCatalogue);
            on(
                    today.minusDays(30),
                    8,
                    0,
                    () -> missions.open(at(today.minusDays(30), 8, 0), at(today.plusDays(21), 0, 0), marketing));
            tellOfLin(opening);
            tellOfThePhone();
            tellOfTheOthers();
            events.headMap(clock.instant())
                    .forEach((moment, happenings) -> happenings.forEach(happening -> clock.at(moment, happening)));
        }

        private void on(LocalDate day, int hour, int minute, Runnable happening) {
            events.computeIfAbsent(at(day, hour, minute), _ -> new ArrayList<>())
                    .add(happening);
        }

        private Instant at(LocalDate day, int hour, int minute) {
            return day.atTime(LocalTime.of(hour, minute)).atZone(zone).toInstant();
        }

        private Instant now() {
            return clock.instant();
        }

        // --- the catalogue ---------------------------------------------------------------------

        private void openCatalogue() {
            reward(
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
            reward(
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
            reward(
                    "窗台多肉",
                    "Windowsill succulent",
                    "一盆好养的小多肉，配手作陶盆。每周浇一次水就够。",
                    "An easy little succulent in a hand-thrown pot. A sip of water a week will do.",
                    380,
                    40,
                    2,
                    null,
                    null,
                    DemoPictures.SUCCULENT);
            reward(
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
            reward(
                    "手作陶杯",
                    "Handmade mug",
                    "景德镇小窑烧制，每一只釉色都不同。",
                    "From a small kiln in Jingdezhen; no two glazes are alike.",
                    880,
                    25,
                    2,
                    null,
                    null,
                    DemoPictures.MUG);
            reward(
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
            reward(
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
            reward(
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
            reward(
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
            reward(
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
        }

        private void reward(
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
            var known = editCatalogue.rewards().stream()
                    .filter(listed -> listed.reward().name().en().equals(en))
                    .findFirst();
            var id = known.map(listed -> listed.reward().id()).orElseGet(RewardId::next);
            rewards.put(en, id);
            if (known.isEmpty()) {
                var kept = (KeepPictures.Outcome.Kept) keepPictures.keep(picture.png(), catalogue);
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
                                Optional.of(kept.picture())),
                        0,
                        catalogue);
            }
            if (known.isEmpty() || known.get().status() == EditCatalogue.Status.DRAFT) {
                if (known.isEmpty() || known.get().left() == 0) {
                    editCatalogue.changeStock(id, pieces, catalogue);
                }
                editCatalogue.publish(id, catalogue);
            }
        }

        // --- members ---------------------------------------------------------------------------

        /** Two years of a regular: VIP with Black in sight, points that expire this month, redemptions in every state. */
        private void tellOfLin(LocalDate opening) {
            var lin = new MemberId[1];
            on(opening.plusDays(1), 10, 0, () -> {
                var email =
                        Identifier.parse(Identifier.Kind.EMAIL, MEMBER_EMAIL).orElseThrow();
                lin[0] = signInByPassword.enrol(email, MEMBER_PASSWORD, "林梅 Lin Mei")
                                instanceof SignInByPassword.Enrolling.Enrolled(var member)
                        ? member
                        : recogniseMembers.recognise(email).orElseThrow();
                profile(lin[0], LocalDate.of(1991, 4, 12));
            });
            buy(lin, opening.plusDays(2), "1268.00", "pos", "till-1");
            buy(lin, today.minusMonths(20), "356.50", "pos", "till-1");
            buy(lin, today.minusMonths(17).plusDays(3), "899.00", "web", "web-shop");
            redeem(lin, today.minusMonths(16), "Pour-over coffee", "lin-1", true);
            buy(lin, today.minusMonths(14).minusDays(2), "1299.00", "web", "web-shop");
            buy(lin, today.minusMonths(11).plusDays(8), "240.00", "app", "app");
            redeem(lin, today.minusMonths(10), "Windowsill succulent", "lin-2", true);
            buy(lin, today.minusMonths(8).plusDays(5), "1560.00", "app", "app");
            var returned = buy(lin, today.minusMonths(6), "420.80", "web", "web-shop");
            giveBack(lin, today.minusMonths(6).plusDays(5), "120.00", returned);
            buy(lin, today.minusMonths(4).plusDays(1), "780.00", "pos", "till-2");
            cancelled(lin, today.minusMonths(4).plusDays(2), "Umbrella for long walks", "lin-3");
            buy(lin, today.minusMonths(3).minusDays(4), "99.00", "app", "app");
            buy(lin, today.minusDays(61), "460.00", "pos", "till-2");
            buy(lin, today.minusDays(35), "1088.00", "web", "web-shop");
            for (var days : new int[] {24, 23, 22, 17, 9, 5, 4, 2, 1}) {
                checkIn(lin, today.minusDays(days));
            }
            buy(lin, today.minusDays(20), "215.60", "app", "app");
            redeem(lin, today.minusDays(8), "Pour-over coffee", "lin-4", false);
            buy(lin, today.minusDays(6), "328.00", "pos", "till-1");
            redeem(lin, today.minusDays(3), "¥10 off", "lin-5", false);
        }

        /** Someone who signs in by phone and is new. */
        private void tellOfThePhone() {
            var member = new MemberId[1];
            on(
                    today.minusDays(40),
                    9,
                    30,
                    () -> member[0] = enrol(new Identifier(Identifier.Kind.PHONE, PHONE), "周小满"));
            buy(member, today.minusDays(40), "168.00", "pos", "till-2");
            buy(member, today.minusDays(12), "486.50", "app", "app");
            redeem(member, today.minusDays(11), "Pour-over coffee", "phone-1", true);
        }

        private void tellOfTheOthers() {
            for (var i = 0; i < NAMES.size(); i++) {
                var name = NAMES.get(i);
                var identifier = i % 3 == 0
                        ? new Identifier(Identifier.Kind.CARD_NUMBER, "G%06d".formatted(100_417 + i * 37))
                        : new Identifier(Identifier.Kind.PHONE, "+86139%08d".formatted(10_000_000 + i * 7_919));
                var member = new MemberId[1];
                var joined = 89 - (i * 13) % 85;
                on(today.minusDays(joined), 9, i, () -> member[0] = enrol(identifier, name));
                var visits = 1 + random.nextInt(6);
                for (var visit = 0; visit < visits; visit++) {
                    var day = today.minusDays(random.nextInt(joined + 1));
                    var channel = List.of("pos", "web", "app").get(random.nextInt(3));
                    buySomething(member, day, channel);
                }
            }
            var regulars = List.of(2, 9, 14, 21, 30);
            for (var i = 0; i < regulars.size(); i++) {
                var identifier = regulars.get(i);
                var member = new MemberId[1];
                on(today.minusDays(7), 18, 30 + i, () -> member[0] = known(identifier));
                on(
                        today.minusDays(7),
                        18,
                        40 + i,
                        () -> earn(member, purchase(now(), "1680.00", "pos", "till-2", List.of())));
                redeem(
                        member,
                        today.minusDays(2),
                        i < 3 ? "Garden tote" : "Handmade mug",
                        "regular-" + identifier,
                        i % 2 == 0);
            }
        }

        private MemberId known(int i) {
            return enrol(
                    i % 3 == 0
                            ? new Identifier(Identifier.Kind.CARD_NUMBER, "G%06d".formatted(100_417 + i * 37))
                            : new Identifier(Identifier.Kind.PHONE, "+86139%08d".formatted(10_000_000 + i * 7_919)),
                    NAMES.get(i));
        }

        private MemberId enrol(Identifier identifier, String name) {
            return enrolMembers
                    .enrol(List.of(new EnrolMembers.Enrolment(identifier, name, "till")))
                    .getFirst()
                    .member();
        }

        private void profile(MemberId member, LocalDate birthday) {
            readMember
                    .find(member)
                    .filter(profile -> profile.birthday() == null)
                    .ifPresent(profile -> updateProfile.update(new UpdateProfile.Update(
                            member,
                            profile.displayName(),
                            Locale.SIMPLIFIED_CHINESE,
                            zone,
                            birthday,
                            profile.version())));
        }

        // --- what they do ----------------------------------------------------------------------

        private String buy(MemberId[] member, LocalDate day, String amount, String channel, String source) {
            var reference = "demo-" + day + "-" + amount;
            on(day, 14, 5, () -> earn(member, purchase(reference, now(), amount, channel, source, List.of())));
            return reference;
        }

        private void buySomething(MemberId[] member, LocalDate day, String channel) {
            var items = new ArrayList<Item>();
            for (var i = 0; i <= random.nextInt(4); i++) {
                var one = SHELF.get(random.nextInt(SHELF.size()));
                items.add(new Item(one.sku(), one.name(), one.category(), 1 + random.nextInt(2), one.unitPrice()));
            }
            var amount = items.stream()
                    .map(item -> item.unitPrice().multiply(BigDecimal.valueOf(item.quantity())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            var source = channel.equals("pos")
                    ? "till-" + (1 + random.nextInt(2))
                    : (channel.equals("web") ? "web-shop" : "app");
            var reference = "demo-" + new UUID(random.nextLong(), random.nextLong());
            // Not before someone came to the shop on that day, and not after now.
            on(
                    day,
                    day.equals(today) ? 10 : 10 + random.nextInt(9),
                    40 + random.nextInt(20),
                    () -> earn(member, purchase(reference, now(), amount.toPlainString(), channel, source, items)));
        }

        private Activity purchase(Instant at, String amount, String channel, String source, List<Item> items) {
            return purchase("demo-" + at.getEpochSecond(), at, amount, channel, source, items);
        }

        private Activity purchase(
                String reference, Instant at, String amount, String channel, String source, List<Item> items) {
            return new Activity(
                    NOBODY,
                    ActivityType.PURCHASE,
                    source,
                    reference,
                    at,
                    channel,
                    channel.equals("pos") ? "南京西路店" : null,
                    Money.of(CurrencyUnit.of("CNY"), new BigDecimal(amount)),
                    null,
                    items);
        }

        private void giveBack(MemberId[] member, LocalDate day, String amount, String purchase) {
            on(
                    day,
                    16,
                    20,
                    () -> earn(
                            member,
                            new Activity(
                                    NOBODY,
                                    ActivityType.REFUND,
                                    "web-shop",
                                    purchase + "-r",
                                    now(),
                                    "web",
                                    null,
                                    Money.of(CurrencyUnit.of("CNY"), new BigDecimal(amount)),
                                    purchase,
                                    List.of())));
        }

        private void checkIn(MemberId[] member, LocalDate day) {
            on(day, 8, 12, () -> checkIn.checkIn(member[0]));
        }

        private void earn(MemberId[] member, Activity told) {
            var activity = new Activity(
                    member[0],
                    told.type(),
                    told.source(),
                    told.reference(),
                    told.happenedAt(),
                    told.channel(),
                    told.store(),
                    told.amount(),
                    told.refundOf(),
                    told.items());
            if (earnPoints.earn(List.of(activity)).getFirst() instanceof EarnPoints.Outcome.Booked booked) {
                // At once, so that missions are done on the day of the story.
                countActivities.count(List.of(new ActivitiesRecorded.Line(
                        booked.activity(), member[0], activity.type().code(), activity.happenedAt())));
            }
        }

        private void redeem(MemberId[] member, LocalDate day, String reward, String key, boolean handedOver) {
            var redemption = new RedemptionId[1];
            on(day, 19, 30, () -> redemption[0] = redeemed(member[0], reward, key));
            if (handedOver) {
                on(
                        day,
                        20,
                        5,
                        () -> Optional.ofNullable(redemption[0])
                                .ifPresent(each -> settleRedemption.handOver(each, support)));
            }
        }

        private void cancelled(MemberId[] member, LocalDate day, String reward, String key) {
            var redemption = new RedemptionId[1];
            on(day, 19, 30, () -> redemption[0] = redeemed(member[0], reward, key));
            on(
                    day.plusDays(1),
                    9,
                    15,
                    () -> Optional.ofNullable(redemption[0])
                            .ifPresent(each ->
                                    settleRedemption.cancel(each, "暂时缺货 / not in the shop right now", support)));
        }

        private @Nullable RedemptionId redeemed(MemberId member, String reward, String key) {
            var outcome = redeemReward.redeem(new RedeemReward.Redeeming(member, rewards.get(reward), "demo:" + key));
            return outcome instanceof RedeemReward.Outcome.Redeemed redeemed ? redeemed.redemption() : null;
        }
    }

    /** Until the story knows whose it is. */
    private static final MemberId NOBODY = new MemberId(new UUID(0, 0));
}
