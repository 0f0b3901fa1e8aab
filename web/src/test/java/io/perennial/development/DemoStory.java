package io.perennial.development;

import io.perennial.insights.ActivitiesRecorded;
import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Item;
import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.Interest;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadConsents;
import io.perennial.membership.ReadMember;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.RecordConsent;
import io.perennial.membership.Region;
import io.perennial.membership.SignInByPassword;
import io.perennial.membership.StaffId;
import io.perennial.membership.Tag;
import io.perennial.membership.TagMembers;
import io.perennial.membership.UpdateProfile;
import io.perennial.points.CheckIn;
import io.perennial.points.CountActivities;
import io.perennial.points.EarnPoints;
import io.perennial.rewards.RedeemReward;
import io.perennial.rewards.RedemptionId;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.SettleRedemption;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Two years of the demo programme's members, told day by day through the ports. */
@Component
@Profile("development")
class DemoStory {

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

    /** The shop's own, which many buy on members' day. */
    private static final List<Item> MUGS = List.of(
            item("CUP-01", "Enamel mug 搪瓷马克杯", "cups", "68.00"), item("CUP-02", "Stoneware mug 陶马克杯", "cups", "98.00"));

    /** What Lin bought last, by which it is known what else she may like. */
    private static final List<Item> WATERING = List.of(
            new Item("TOOL-07", "Watering can", "tools", 2, new BigDecimal("128.00")),
            new Item("SOIL-01", "Potting soil, 10 l", "soil", 2, new BigDecimal("36.00")));

    private static final int MEMBERS_DAY = 18;

    /** Until the story knows whose it is. */
    private static final MemberId NOBODY = new MemberId(new UUID(0, 0));

    private final DemoClock clock;
    private final Programme programme;
    private final SignInByPassword signInByPassword;
    private final RecogniseMembers recogniseMembers;
    private final EnrolMembers enrolMembers;
    private final ReadMember readMember;
    private final UpdateProfile updateProfile;
    private final ReadConsents consents;
    private final RecordConsent recordConsent;
    private final TagMembers tagMembers;
    private final EarnPoints earnPoints;
    private final CheckIn checkIn;
    private final CountActivities countActivities;
    private final DemoMissions missions;
    private final DemoBenefits benefits;
    private final DemoCatalogue catalogue;
    private final RedeemReward redeemReward;
    private final SettleRedemption settleRedemption;

    DemoStory(
            DemoClock clock,
            Programme programme,
            SignInByPassword signInByPassword,
            RecogniseMembers recogniseMembers,
            EnrolMembers enrolMembers,
            ReadMember readMember,
            UpdateProfile updateProfile,
            ReadConsents consents,
            RecordConsent recordConsent,
            TagMembers tagMembers,
            EarnPoints earnPoints,
            CheckIn checkIn,
            CountActivities countActivities,
            DemoMissions missions,
            DemoBenefits benefits,
            DemoCatalogue catalogue,
            RedeemReward redeemReward,
            SettleRedemption settleRedemption) {
        this.clock = clock;
        this.programme = programme;
        this.signInByPassword = signInByPassword;
        this.recogniseMembers = recogniseMembers;
        this.enrolMembers = enrolMembers;
        this.readMember = readMember;
        this.updateProfile = updateProfile;
        this.consents = consents;
        this.recordConsent = recordConsent;
        this.tagMembers = tagMembers;
        this.earnPoints = earnPoints;
        this.checkIn = checkIn;
        this.countActivities = countActivities;
        this.missions = missions;
        this.benefits = benefits;
        this.catalogue = catalogue;
        this.redeemReward = redeemReward;
        this.settleRedemption = settleRedemption;
    }

    /** Everything is told relative to this day, so that a second attempt tells the same. */
    void tell(LocalDate today, Map<String, StaffId> staff) {
        new Telling(today, staff).tell();
    }

    private static Item item(String sku, String name, String category, String price) {
        return new Item(sku, name, category, 1, new BigDecimal(price));
    }

    private final class Telling {

        private final LocalDate today;
        private final StaffId keeper;
        private final StaffId support;
        private final StaffId marketing;
        private final Random random = new Random(20_261_122);
        private final TreeMap<Instant, List<Runnable>> events = new TreeMap<>();
        private final Map<String, RewardId> rewards = new HashMap<>();
        private final ZoneId zone = programme.zone();

        Telling(LocalDate today, Map<String, StaffId> staff) {
            this.today = today;
            this.keeper = staff.get("catalogue");
            this.support = staff.get("support");
            this.marketing = staff.get("marketing");
        }

        void tell() {
            // The month two years ago ends its points with this month.
            var opening = today.minusMonths(24).withDayOfMonth(1);
            on(opening, 8, 0, () -> rewards.putAll(catalogue.open(keeper)));
            on(opening, 8, 0, () -> benefits.define(marketing));
            on(
                    today.minusDays(30),
                    8,
                    0,
                    () -> missions.open(at(today.minusDays(30), 8, 0), at(today.plusDays(21), 0, 0), marketing));
            tellOfLin(opening);
            tellOfThePhone();
            tellOfTheOthers();
            tellOfMembersDays();
            tellOfMugs();
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

        // --- members ---------------------------------------------------------------------------

        /** Two years of a regular: VIP with Black in sight, points that expire this month, redemptions in every state. */
        private void tellOfLin(LocalDate opening) {
            var lin = new MemberId[1];
            on(opening.plusDays(1), 10, 0, () -> {
                var email = Identifier.parse(Identifier.Kind.EMAIL, DemoProgramme.MEMBER_EMAIL)
                        .orElseThrow();
                lin[0] = signInByPassword.enrol(email, DemoProgramme.MEMBER_PASSWORD, "林梅 Lin Mei")
                                instanceof SignInByPassword.Enrolling.Enrolled(var member)
                        ? member
                        : recogniseMembers.recognise(email).orElseThrow();
                profile(lin[0], LocalDate.of(1991, 4, 12), "CN-31", Set.of(Interest.GARDEN, Interest.KITCHEN));
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
            buy(lin, today.minusDays(61), "460.00", "pos", "till-2", MUGS);
            buy(lin, today.minusDays(35), "1088.00", "web", "web-shop", MUGS);
            on(today.minusDays(60), 20, 0, () -> agree(lin[0], ConsentChannel.EMAIL, ConsentChannel.SMS));
            on(today.minusDays(60), 20, 0, () -> tag(lin[0], "熟客"));
            for (var days : new int[] {24, 23, 22, 17, 9, 5, 4, 2, 1}) {
                checkIn(lin, today.minusDays(days));
            }
            buy(lin, today.minusDays(20), "215.60", "app", "app");
            redeem(lin, today.minusDays(8), "Pour-over coffee", "lin-4", false);
            on(
                    today.minusDays(6),
                    14,
                    5,
                    () -> earn(
                            lin,
                            purchase(
                                    "demo-" + today.minusDays(6) + "-328.00",
                                    now(),
                                    "328.00",
                                    "pos",
                                    "till-1",
                                    WATERING)));
            redeem(lin, today.minusDays(3), "¥10 off", "lin-5", false);
        }

        /** Someone who signs in by phone and is new. */
        private void tellOfThePhone() {
            var member = new MemberId[1];
            on(
                    today.minusDays(40),
                    9,
                    30,
                    () -> member[0] = enrol(new Identifier(Identifier.Kind.PHONE, DemoProgramme.PHONE), "周小满"));
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
                if (i % 2 == 0) {
                    on(today.minusDays(joined), 10, i, () -> agree(member[0], ConsentChannel.SMS));
                }
                if (i % 5 == 0) {
                    on(today.minusDays(joined), 11, i, () -> tag(member[0], "咖啡"));
                }
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
                on(today.minusDays(6), 12, 30 + i, () -> tag(member[0], "熟客"));
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

        /** Two of the regulars who bought mugs before they were VIPs, and none of late. */
        private void tellOfMugs() {
            for (var i : List.of(2, 14)) {
                var member = new MemberId[1];
                on(today.minusDays(57), 15, i, () -> member[0] = known(i));
                on(today.minusDays(57), 15, 10 + i, () -> earn(member, mugs(today.minusDays(57), i == 2 ? "a" : "b")));
                on(today.minusDays(38), 15, 10 + i, () -> earn(member, mugs(today.minusDays(38), i == 2 ? "a" : "b")));
                on(today.minusDays(38), 15, 20 + i, () -> agree(member[0], ConsentChannel.EMAIL));
            }
        }

        private void agree(MemberId member, ConsentChannel... channels) {
            var version = consents.wordings().get(ConsentPurpose.OFFERS).version();
            recordConsent.record(new RecordConsent.Answers(
                    member,
                    Arrays.stream(channels)
                            .map(channel -> new RecordConsent.Answer(ConsentPurpose.OFFERS, channel, true, version))
                            .toList(),
                    Locale.SIMPLIFIED_CHINESE,
                    RecordConsent.How.STAFF,
                    Optional.of(support)));
        }

        private void tag(MemberId member, String word) {
            var tag = Tag.parse(word).orElseThrow();
            tagMembers.tag(new TagMembers.Tagging(member, List.of(tag), List.of(), Optional.of(support)));
        }

        /** Two who became VIPs at once and come for a mug on each members' day since. */
        private void tellOfMembersDays() {
            var lovers = Map.of("沈一诺", "+8613701110001", "Mia Novak", "+8613701110002");
            new TreeMap<>(lovers).forEach((name, phone) -> {
                var member = new MemberId[1];
                var joined = today.minusDays(100);
                on(joined, 10, 0, () -> member[0] = enrol(new Identifier(Identifier.Kind.PHONE, phone), name));
                on(
                        joined,
                        10,
                        30,
                        () -> earn(
                                member, purchase("demo-first-" + phone, now(), "1380.00", "pos", "till-1", List.of())));
                joined.plusDays(1)
                        .datesUntil(today.plusDays(1))
                        .filter(day -> day.getDayOfMonth() == MEMBERS_DAY)
                        .forEach(day -> on(day, 11, 15, () -> earn(member, mugs(day, phone))));
            });
        }

        private Activity mugs(LocalDate day, String buyer) {
            var price = MUGS.stream().map(Item::unitPrice).reduce(BigDecimal.ZERO, BigDecimal::add);
            return purchase(
                    "demo-mugs-" + day + buyer.substring(buyer.length() - 1),
                    now(),
                    price.toPlainString(),
                    "pos",
                    "till-1",
                    MUGS);
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

        private void profile(MemberId member, LocalDate birthday, String region, Set<Interest> interests) {
            readMember
                    .find(member)
                    .filter(profile -> profile.birthday() == null)
                    .ifPresent(profile -> updateProfile.update(new UpdateProfile.Update(
                            member,
                            profile.displayName(),
                            Locale.SIMPLIFIED_CHINESE,
                            zone,
                            birthday,
                            new Region(region),
                            interests,
                            profile.version())));
        }

        // --- what they do ----------------------------------------------------------------------

        private String buy(MemberId[] member, LocalDate day, String amount, String channel, String source) {
            return buy(member, day, amount, channel, source, List.of());
        }

        private String buy(
                MemberId[] member, LocalDate day, String amount, String channel, String source, List<Item> items) {
            var reference = "demo-" + day + "-" + amount;
            on(day, 14, 5, () -> earn(member, purchase(reference, now(), amount, channel, source, items)));
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
}
