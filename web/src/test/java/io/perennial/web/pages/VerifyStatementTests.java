package io.perennial.web.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.Perennial;
import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.membership.BilingualText;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.points.EarnPoints;
import io.perennial.points.GrantPoints;
import io.perennial.points.Points;
import io.perennial.points.ReadProof;
import io.perennial.points.ReturnPoints;
import io.perennial.points.SpendPoints;
import io.perennial.testing.OnTestDatabase;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.tools.ToolProvider;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Statements of the real ledger, in the hands of the program that members prove them with. */
@SpringBootTest(
        classes = Perennial.class,
        webEnvironment = WebEnvironment.MOCK,
        properties = "db-scheduler.enabled=false")
@OnTestDatabase
class VerifyStatementTests {

    private static final Path PROGRAM = Path.of("src/main/resources/static/proof/VerifyStatement.java");
    private static final BilingualText MUG = new BilingualText("马克杯 \"大\"\n", "A mug");

    @Autowired
    private StatementFiles files;

    @Autowired
    private ReadProof proof;

    @Autowired
    private EnrolMembers enrolMembers;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private SpendPoints spendPoints;

    @Autowired
    private ReturnPoints returnPoints;

    @Autowired
    private GrantPoints grantPoints;

    @Autowired
    private JsonMapper json;

    @TempDir
    private Path folder;

    private MemberId anna;
    private Method faults;

    @BeforeEach
    void a_member_with_a_history() throws Exception {
        anna = enrol("C-1");
        earn(activity(ActivityType.PURCHASE, "A1", "120.00", null));
        spendPoints.spend(new SpendPoints.Spending(anna, Points.of(50), "redemption:1", MUG));
        returnPoints.giveBack(anna, "redemption:1", "broken");
        earn(activity(ActivityType.REFUND, "R1", "20.00", "A1"));
        grantPoints.grant(new GrantPoints.Grant(anna, Points.of(7), 0, "mission:1", MUG));
        spendPoints.spend(new SpendPoints.Spending(anna, Points.of(3), "redemption:2", MUG));

        var compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, new ByteArrayOutputStream(), null, "-d", folder.toString(), PROGRAM.toString()))
                .isZero();
        var loader = new URLClassLoader(new java.net.URL[] {folder.toUri().toURL()});
        faults = loader.loadClass("VerifyStatement").getMethod("faults", String.class, String.class);
    }

    @Test
    void a_statement_is_proved_as_it_comes() throws Exception {
        assertThat(faults(statement(anna), publicKey())).isEmpty();
        assertThat(faults(statement(anna), null)).isEmpty();
        assertThat(faults(statement(enrol("C-2")), publicKey())).isEmpty();
    }

    @Test
    void every_field_of_every_entry_that_is_changed_is_found_and_its_entry_named() throws Exception {
        var original = tree(statement(anna));
        var tried = 0;
        for (int at = 0; at < original.withArray("entries").size(); at++) {
            for (var field :
                    original.withArray("entries").get(at).propertyNames().toArray(String[]::new)) {
                var changed = original.deepCopy();
                flip((ObjectNode) changed.withArray("entries").get(at), field);

                assertThat(judged(changed))
                        .as("%s of entry %d", field, at + 1)
                        .satisfiesAnyOf(
                                found -> assertThat(found)
                                        .anyMatch(fault -> fault.contains("entry " + named(changed, original))),
                                found -> assertThat(found).anyMatch(fault -> fault.startsWith("This is no statement")));
                tried++;
            }
        }
        assertThat(tried).isEqualTo(6 * 16);
    }

    private static String named(ObjectNode changed, ObjectNode original) {
        for (int at = 0; at < original.withArray("entries").size(); at++) {
            if (!changed.withArray("entries")
                    .get(at)
                    .equals(original.withArray("entries").get(at))) {
                return changed.withArray("entries").get(at).get("sequence").asString();
            }
        }
        throw new IllegalArgumentException("nothing was changed");
    }

    @Test
    void what_is_missing_added_twice_or_elsewhere_is_named() throws Exception {
        assertFound("entry 3 is missing", entries -> entries.remove(2));
        assertFound("entry 1 is missing", entries -> entries.remove(0));
        assertFound("entry 6 is missing at the end", entries -> entries.remove(5));
        assertFound("entries 5 to 6 are missing at the end", entries -> {
            entries.remove(5);
            entries.remove(4);
        });
        assertFound(
                "entry 4 is there twice",
                entries -> entries.insert(4, entries.get(3).deepCopy()));
        assertFound("entry 2 is missing, or not in its place", entries -> {
            var second = entries.remove(1);
            entries.insert(2, second);
        });
        assertFound(
                "entry 7 was added after",
                entries -> entries.add(((ObjectNode) entries.get(5).deepCopy())
                        .put("sequence", 7)
                        .put("points", 1_000)));
        assertFound("nothing proves: note", entries -> ((ObjectNode) entries.get(0)).put("note", "paid out"));
    }

    @Test
    void what_is_changed_in_the_head_or_around_is_found() throws Exception {
        var original = tree(statement(anna));
        for (var field : original.get("head").propertyNames().toArray(String[]::new)) {
            var changed = original.deepCopy();
            flip((ObjectNode) changed.get("head"), field);
            assertThat(judged(changed)).as(field).isNotEmpty();
        }
        var ofSomeoneElse = original.deepCopy();
        ofSomeoneElse.put("member", enrol("C-3").toString());
        assertThat(judged(ofSomeoneElse)).contains("entry 1 was changed: its hash does not fit what it says");
    }

    @Test
    void whoever_hashes_everything_anew_lacks_the_key() throws Exception {
        var other = proof.head(enrol("C-4"));
        var forged = tree(statement(anna));
        var entries = forged.withArray("entries");
        while (entries.size() > 0) {
            entries.remove(0);
        }
        var head = (ObjectNode) forged.get("head");
        head.put("sequence", 0).put("hash", other.hash()).put("balance", 0).put("signature", other.signature());

        assertThat(judged(forged))
                .containsExactly("the head is not signed with this key: it was changed, or never issued");
        var stranger = java.util.Base64.getEncoder()
                .encodeToString(java.security.KeyPairGenerator.getInstance("Ed25519")
                        .generateKeyPair()
                        .getPublic()
                        .getEncoded());
        assertThat(faults(statement(anna), stranger)).anyMatch(fault -> fault.contains("another key"));
    }

    @Test
    void it_runs_as_it_lies_there() throws Exception {
        var file = folder.resolve("statement.json");
        Files.writeString(file, statement(anna));
        assertThat(run(file.toString(), publicKey())).isEqualTo(0);
        var changed = tree(statement(anna));
        flip((ObjectNode) changed.withArray("entries").get(2), "points");
        Files.writeString(file, json.writeValueAsString(changed));
        assertThat(run(file.toString())).isEqualTo(1);
        Files.writeString(file, "{}");
        assertThat(run(file.toString())).isEqualTo(2);
    }

    @Test
    void the_spreadsheet_has_every_entry_and_the_chain() throws Exception {
        var response = new MockHttpServletResponse();
        files.csv(anna, Locale.ENGLISH, response);

        var csv = response.getContentAsString(UTF_8);
        assertThat(csv)
                .startsWith("\uFEFFsequence,kind,points")
                .contains("Spent on A mug", proof.head(anna).hash());
        assertThat(response.getHeader("Content-Disposition")).contains("statement.csv");
    }

    private int run(String... arguments) throws Exception {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), PROGRAM.toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private void assertFound(String fault, Consumer<ArrayNode> change) throws Exception {
        var statement = tree(statement(anna));
        change.accept(statement.withArray("entries"));
        assertThat(judged(statement)).as(fault).anyMatch(found -> found.contains(fault));
    }

    /** Another value of the same sort; where there is none, one. */
    private static void flip(ObjectNode object, String field) {
        var value = object.get(field);
        if (value.isNumber()) {
            object.put(field, value.asLong() + 1);
        } else if (value.isNull()) {
            object.put(field, field.equals("reverses") ? "1" : "0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4a11");
        } else {
            var text = value.asString();
            var last = text.charAt(text.length() - 1);
            object.put(field, text.substring(0, text.length() - 1) + (last == '1' ? '2' : '1'));
        }
    }

    private List<String> judged(ObjectNode statement) throws Exception {
        return faults(json.writeValueAsString(statement), publicKey());
    }

    @SuppressWarnings("unchecked")
    private List<String> faults(String statement, String key) throws Exception {
        try {
            return (List<String>) Objects.requireNonNull(faults.invoke(null, statement, key));
        } catch (InvocationTargetException e) {
            assertThat(e.getCause().getClass().getSimpleName()).isEqualTo("NoStatement");
            return List.of("This is no statement: " + e.getCause().getMessage());
        }
    }

    private ObjectNode tree(String statement) {
        return (ObjectNode) json.readTree(statement);
    }

    private String statement(MemberId member) throws Exception {
        var response = new MockHttpServletResponse();
        files.json(member, response);
        return response.getContentAsString(UTF_8);
    }

    private String publicKey() {
        return proof.keys().getFirst().encoded();
    }

    private MemberId enrol(String number) {
        return enrolMembers
                .enrol(List.of(new EnrolMembers.Enrolment(
                        new Identifier(Identifier.Kind.CUSTOMER_NUMBER, number), null, "import")))
                .getFirst()
                .member();
    }

    private void earn(Activity activity) {
        assertThat(earnPoints.earn(List.of(activity)).getFirst()).isInstanceOf(EarnPoints.Outcome.Booked.class);
    }

    private Activity activity(ActivityType type, String reference, String amount, String refundOf) {
        return new Activity(
                anna,
                type,
                "web-shop",
                reference,
                Instant.parse("2026-01-15T10:15:00.123456789Z"),
                "web",
                null,
                Money.parse("CNY " + amount),
                refundOf,
                List.of());
    }
}
