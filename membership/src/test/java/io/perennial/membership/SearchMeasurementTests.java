package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.SearchMembers.Reach;
import io.perennial.membership.domain.NameParts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** How long a search takes among as many members as {@code perennial.members} says. Only when asked for. */
@MembershipTest
@EnabledIfSystemProperty(named = "perennial.measure", matches = "true")
class SearchMeasurementTests {

    private static final Logger log = LoggerFactory.getLogger(SearchMeasurementTests.class);
    private static final long MEMBERS = Long.getLong("perennial.members", 1_000_000);
    private static final long AT_ONCE = 100_000;
    private static final int SEARCHES = 200;
    private static final int SLOW_MS = 500;

    private static final String NUMBERS = """
            WITH RECURSIVE n AS (SELECT 0 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 999),
            k AS (SELECT {0} + a.i * 1000 + b.i AS k FROM n a JOIN n b WHERE a.i < 100)
            """;

    /** Few surnames are many people's, and most are few people's. */
    private static final String SURNAMES =
            "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

    private static final List<String> PREFIXES = List.of("138", "139", "135", "136", "137", "150", "158", "186");
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文志海燕鹏飞晨曦子涵梓萱浩然思雨欣怡宇轩一诺佳琪俊熙嘉怡诗涵雨桐";
    private static final String FIRST =
            "James,Mary,Robert,Patricia,John,Jennifer,Michael,Linda,David,Elizabeth,William,"
                    + "Barbara,Richard,Susan,Joseph,Jessica,Thomas,Sarah,Charles,Karen,Zoe,Quentin,Xavier,Yvonne,Oscar,Nora,Leo,Ines,"
                    + "Hugo,Greta";
    private static final String LAST =
            "Smith,Johnson,Williams,Brown,Jones,Garcia,Miller,Davis,Martinez,Wang,Li,Zhang,Chen,"
                    + "Anderson,Taylor,Thomas,Moore,Jackson,Martin,Lee,Thompson,White,Harris,Clark,Lewis,Walker,Hall,Young,Quirke,Zola";

    private final SearchMembers searchMembers;
    private final DSLContext dsl;
    private final TransactionTemplate transaction;

    SearchMeasurementTests(SearchMembers searchMembers, DSLContext dsl, TransactionTemplate transaction) {
        this.searchMembers = searchMembers;
        this.dsl = dsl;
        this.transaction = transaction;
    }

    @Test
    void a_million_members() {
        load();
        var all = new ArrayList<Long>();
        for (var kind : asked().entrySet()) {
            var random = new Random(7);
            var times = new ArrayList<Long>();
            var hits = 0;
            var most = 0L;
            for (var round = 0; round < SEARCHES; round++) {
                var typed = kind.getValue().apply(Long.toString(random.nextLong(MEMBERS)));
                var began = System.nanoTime();
                hits += searchMembers
                        .search(typed, Reach.NAMES_AND_IDENTIFIERS, 6)
                        .hits()
                        .size();
                times.add((System.nanoTime() - began) / 1_000);
                if (round < 10) {
                    most = Math.max(most, rowsReadFor(typed));
                }
            }
            times.sort(null);
            all.addAll(times);
            log.info(
                    "{}: p50 {} ms, p95 {} ms, slowest {} ms; {} members found in {} searches, at most {} rows read",
                    String.format(Locale.ROOT, "%-36s", kind.getKey()),
                    ms(times, .5),
                    ms(times, .95),
                    ms(times, 1),
                    hits,
                    SEARCHES,
                    most);
        }
        all.sort(null);
        log.info("all: p50 {} ms, p95 {} ms, slowest {} ms", ms(all, .5), ms(all, .95), ms(all, 1));
        assertThat(all.get((int) (all.size() * .95)) / 1_000).isLessThan(SLOW_MS);
    }

    private static String ms(List<Long> micros, double share) {
        var at = Math.min(micros.size() - 1, (int) (micros.size() * share));
        return String.format(Locale.ROOT, "%.1f", micros.get(at) / 1_000.0);
    }

    private Map<String, UnaryOperator<String>> asked() {
        var asked = new LinkedHashMap<String, UnaryOperator<String>>();
        asked.put("whole phone, with blanks", k -> phone(k).substring(0, 3) + " " + phone(k).substring(3));
        asked.put("first 5 digits of a phone", k -> phone(k).substring(0, 5));
        asked.put("first 3 digits of a phone", k -> phone(k).substring(0, 3));
        asked.put("last 4 digits", k -> phone(k).substring(7));
        asked.put("last 6 digits", k -> phone(k).substring(5));
        asked.put("whole e-mail", k -> "person" + k + "@example.com");
        asked.put("beginning of an e-mail", k -> "pers" + "on" + k.charAt(0));
        asked.put("customer number", k -> "C" + k);
        asked.put("card number", k -> "7001" + k);
        asked.put("member id", k -> String.format("00000000-0000-0000-0000-%012x", Long.parseLong(k)));
        asked.put("whole Chinese name", k -> name(k, 0));
        asked.put(
                "two signs within a name",
                k -> name(k, 0).length() > 3 ? "wa" : name(k, 0).substring(1));
        asked.put("a common surname alone", _ -> "王");
        asked.put("given name, then surname", k -> name(k, 2));
        asked.put("surname, then beginning of given", k -> name(k, 3));
        asked.put("beginning of a Latin name", k -> NameParts.sought(name(k, 1)).substring(0, 3));
        asked.put("two common words, hardly ever together", _ -> "wang smith");
        asked.put("a rare word with a common one", _ -> "zol zoe");
        asked.put("nobody", k -> "zz" + k);
        return asked;
    }

    private static String phone(String k) {
        var member = Long.parseLong(k);
        return PREFIXES.get((int) (member % PREFIXES.size())) + String.format("%08d", member * 97 % 100_000_000);
    }

    /** 0: as it is, 1: a Latin one, 2: words the other way round, 3: the same with only the beginning of the given name. */
    private String name(String k, int how) {
        var member = Long.parseLong(k);
        var id = how == 0 ? member - (member % 10 < 7 ? 0 : member % 10) : member - member % 10 + 7;
        var name = Objects.requireNonNull(
                dsl.fetchSingle("SELECT display_name FROM membership_member WHERE member_id = UNHEX(LPAD(HEX(" + id
                                + "), 32, '0'))")
                        .get(0, String.class));
        var words = name.split(" ");
        return switch (how) {
            case 2 -> words[1] + " " + words[0];
            case 3 -> words[1] + " " + words[0].substring(0, 2);
            default -> name;
        };
    }

    private long rowsReadFor(String typed) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var before = handlers();
            searchMembers.search(typed, Reach.NAMES_AND_IDENTIFIERS, 6);
            return handlers() - before;
        }));
    }

    private long handlers() {
        return dsl.fetch("SHOW SESSION STATUS LIKE 'Handler_read%'").stream()
                .mapToLong(row -> row.get(1, Long.class))
                .sum();
    }

    private void load() {
        var began = System.nanoTime();
        LongStream.iterate(0, from -> from < MEMBERS, from -> from + AT_ONCE).forEach(from -> {
            members(from);
            identifiers(from);
            nameParts(from);
        });
        dsl.execute(
                "ANALYZE TABLE membership_member, membership_identifier, membership_name_part, membership_standing");
        log.info("{} members after {} s", MEMBERS, (System.nanoTime() - began) / 1_000_000_000);
    }

    private void members(long from) {
        var id = "UNHEX(LPAD(HEX(k), 32, '0'))";
        dsl.execute("INSERT INTO membership_member (member_id, status, display_name, locale, time_zone, enrolled_via,"
                + " enrolled_at, version) " + numbers(from) + "SELECT " + id + ", 'ACTIVE', IF(k % 10 < 7, CONCAT("
                + "SUBSTRING('" + SURNAMES + "', 1 + FLOOR(POW(CRC32(CONCAT(k, 's')) / 4294967296, 2) * "
                + SURNAMES.length()
                + "), 1), SUBSTRING('" + GIVEN + "', 1 + CRC32(CONCAT(k, 'g')) % " + GIVEN.length()
                + ", 1), SUBSTRING('" + GIVEN
                + "', 1 + CRC32(CONCAT(k, 'h')) % " + GIVEN.length() + ", 1)), CONCAT(" + pick(FIRST, "f") + ", ' ', "
                + pick(LAST, "l") + ")), 'zh-CN', 'Asia/Shanghai', 'test', UTC_TIMESTAMP(6), 1 FROM k");
        dsl.execute("INSERT INTO membership_standing (member_id, growth, tier_code, tier_since, last_seq) "
                + numbers(from) + "SELECT " + id + ", 0, 'member', UTC_TIMESTAMP(6), 0 FROM k");
    }

    private static String pick(String words, String salt) {
        var count = words.split(",").length;
        return "SUBSTRING_INDEX(SUBSTRING_INDEX('" + words + "', ',', 1 + FLOOR(POW(CRC32(CONCAT(k, '" + salt
                + "')) / 4294967296, 2) * " + count + ")), ',', -1)";
    }

    private void identifiers(long from) {
        var id = "UNHEX(LPAD(HEX(k), 32, '0'))";
        var values = Map.of(
                "PHONE",
                        "CONCAT('+86', ELT(1 + k % " + PREFIXES.size() + ", '" + String.join("', '", PREFIXES)
                                + "'), LPAD(k * 97 % 100000000, 8, '0'))",
                "EMAIL", "CONCAT('person', k, '@example.com')",
                "CUSTOMER_NUMBER", "CONCAT('C', k)",
                "CARD_NUMBER", "CONCAT('7001', k)");
        values.forEach(
                (kind, value) -> dsl.execute("INSERT INTO membership_identifier (member_id, kind, value, added_at) "
                        + numbers(from) + "SELECT " + id + ", '" + kind + "', " + value + ", UTC_TIMESTAMP(6) FROM k"));
    }

    /** What {@link NameParts} makes of these names. */
    private void nameParts(long from) {
        for (var sign = 1; sign <= 3; sign++) {
            parts(from, "SUBSTRING(display_name, " + sign + ")", "display_name NOT LIKE '% %'");
        }
        parts(from, "LOWER(display_name)", "display_name LIKE '% %'");
        parts(from, "LOWER(SUBSTRING_INDEX(display_name, ' ', -1))", "display_name LIKE '% %'");
    }

    private void parts(long from, String part, String where) {
        dsl.execute("INSERT IGNORE INTO membership_name_part (part, member_id) SELECT " + part + ", member_id"
                + " FROM membership_member WHERE member_id >= UNHEX(LPAD(HEX(" + from + "), 32, '0'))"
                + " AND member_id < UNHEX(LPAD(HEX(" + (from + AT_ONCE) + "), 32, '0')) AND " + where);
    }

    private static String numbers(long from) {
        return NUMBERS.replace("{0}", Long.toString(from));
    }
}
