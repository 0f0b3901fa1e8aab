package io.perennial.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.Perennial;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.StaffId;
import io.perennial.points.VerifyLedger;
import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.TestDatabase;
import io.perennial.web.api.keys.IssueApiKeys;
import io.perennial.web.api.keys.RecogniseApiKey;
import io.perennial.web.api.keys.Scope;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.MediaType;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A till's day, from its key to the ledger, on the real thing. */
@SpringBootTest(
        classes = Perennial.class,
        webEnvironment = WebEnvironment.MOCK,
        properties = "db-scheduler.enabled=false")
@OnTestDatabase
class ApiJourneyTests {

    private static final String PURCHASE = """
            {"member": {"phone": "+8613812345678"}, "type": "purchase", "source": "till-7", "reference": "%s",
             "happenedAt": "2026-01-15T10:15:00+08:00", "amount": {"value": "%s", "currency": "CNY"}}""";

    @Autowired
    WebApplicationContext application;

    @Autowired
    IssueApiKeys issueApiKeys;

    @Autowired
    RecogniseApiKey recogniseApiKey;

    @Autowired
    ReadAuditTrail readAuditTrail;

    @Autowired
    VerifyLedger verifyLedger;

    @Autowired
    JsonMapper json;

    private MockMvcTester web;
    private String key;

    @BeforeEach
    void a_till_with_a_key() {
        web = MockMvcTester.from(
                application,
                builder -> builder.apply(SecurityMockMvcConfigurers.springSecurity())
                        .build());
        key = issue(EnumSet.allOf(Scope.class)).token();
    }

    @Test
    void a_purchase_is_told_twice_counted_once_read_back_and_refunded() throws Exception {
        assertThat(post("/api/v1/activities", PURCHASE.formatted("A-1", "1200.90")))
                .hasStatus(404);
        assertThat(post("/api/v1/members", "{\"member\": {\"phone\": \"+8613812345678\"}}"))
                .hasStatus(201);

        var first = body(post("/api/v1/activities", PURCHASE.formatted("A-1", "1200.90")));
        assertThat(first.at("/points").asLong()).isEqualTo(1_200);
        assertThat(first.at("/standing/tier/code").asString()).isEqualTo("vip");
        assertThat(first.at("/repeated").asBoolean()).isFalse();
        var again = body(post("/api/v1/activities", PURCHASE.formatted("A-1", "1200.90")));
        assertThat(again.at("/repeated").asBoolean()).isTrue();
        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(again.at("/balance").asLong()).isEqualTo(1_200);
        assertThat(post("/api/v1/activities", PURCHASE.formatted("A-1", "1"))).hasStatus(409);

        var refund = PURCHASE.formatted("R-1", "200.90")
                .replace("purchase", "refund")
                .replace("\"happenedAt\"", "\"refundOf\": \"A-1\", \"happenedAt\"");
        assertThat(body(post("/api/v1/activities", refund)).at("/points").asLong())
                .isEqualTo(-200);
        assertThat(post("/api/v1/activities", refund.replace("R-1", "R-2").replace("200.90", "1000.01")))
                .hasStatus(422);

        var member = first.at("/member").asString();
        assertThat(body(get("/api/v1/members/" + member)).at("/balance").asLong())
                .isEqualTo(1_000);
        var entries = body(get("/api/v1/members/" + member + "/entries?limit=1"));
        assertThat(entries.at("/entries/0/kind").asString()).isEqualTo("taken-back");
        assertThat(body(get(entries.at("/next").asString()))
                        .at("/entries/0/kind")
                        .asString())
                .isEqualTo("earned");
        assertThat(verifyLedger.verify().isSound()).isTrue();
    }

    @Test
    void a_batch_is_one_transaction_and_says_what_became_of_each() throws Exception {
        post("/api/v1/members", "{\"member\": {\"phone\": \"+8613812345678\"}}");
        var batch = String.join(
                ",",
                PURCHASE.formatted("B-1", "10"),
                PURCHASE.formatted("B-2", "20").replace("CNY", "JPY"),
                PURCHASE.formatted("B-1", "10"),
                PURCHASE.formatted("B-1", "11"),
                PURCHASE.formatted("B-3", "30").replace("2026-01-15", "2999-01-15"),
                PURCHASE.formatted("B-4", "0.004"));
        var answer = body(post("/api/v1/activities", "{\"activities\": [" + batch + "]}"));
        assertThat(answer.at("/results").findValuesAsString("code"))
                .contains("currency-not-configured", "reference-conflict", "happened-in-future", "invalid-fields");
        assertThat(answer.at("/booked").asInt()).isEqualTo(1);
        assertThat(answer.at("/repeated").asInt()).isEqualTo(1);
        assertThat(answer.at("/refused").asInt()).isEqualTo(4);
        assertThat(verifyLedger.verify().outstanding().value()).isEqualTo(10);
    }

    @Test
    void of_a_key_only_a_hash_is_kept_and_its_use_and_end_are_known() throws Exception {
        var admin = StaffId.next();
        var issued = issue(Set.of(Scope.MEMBERS_READ));
        var secret = issued.token().substring(issued.token().lastIndexOf('_') + 1);
        var stored = TestDatabase.get()
                .dsl()
                .fetch(
                        "SELECT * FROM web_api_key WHERE prefix = ?",
                        issued.key().prefix())
                .toString();
        assertThat(stored).contains(issued.key().prefix()).doesNotContain(secret);

        assertThat(recogniseApiKey.recognise(issued.token())).isPresent();
        assertThat(recogniseApiKey.recognise(issued.token().replace(secret, "a".repeat(52))))
                .isEmpty();
        assertThat(shown(issued).lastUsedAt()).isPresent();

        assertThat(issueApiKeys.revoke(issued.key().id(), admin)).isInstanceOf(IssueApiKeys.Outcome.Revoked.class);
        assertThat(issueApiKeys.revoke(issued.key().id(), admin)).isInstanceOf(IssueApiKeys.Outcome.Revoked.class);
        assertThat(shown(issued).revokedAt()).isPresent();
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(RecogniseApiKey.STALE_SECONDS + 1))
                .until(() -> recogniseApiKey.recognise(issued.token()).isEmpty());
        var trail = readAuditTrail.find(new ReadAuditTrail.Query(
                Optional.of("api-key"),
                Optional.of(issued.key().id().toString()),
                Optional.empty(),
                Optional.empty(),
                10));
        assertThat(trail.lines())
                .extracting(ReadAuditTrail.Line::action)
                .containsExactly("api-key.revoked", "api-key.issued");
        assertThat(trail.lines().toString()).doesNotContain(secret);
    }

    @Test
    void names_and_scopes_are_needed_for_a_key() {
        for (var name : List.of("", "  ", "x".repeat(81), "a\u0000b")) {
            assertThat(issueApiKeys.issue(name, EnumSet.allOf(Scope.class), Optional.empty()))
                    .isInstanceOf(IssueApiKeys.Outcome.BadName.class);
        }
        assertThat(issueApiKeys.issue("Till", Set.of(), Optional.empty()))
                .isInstanceOf(IssueApiKeys.Outcome.NoScope.class);
    }

    @Test
    void the_description_lists_every_operation_with_its_problems() throws Exception {
        var api = body(web.get().uri("/v3/api-docs").exchange());
        assertThat(api.at("/openapi").asString()).startsWith("3.1");
        assertThat(api.at("/components/securitySchemes/apiKey/scheme").asString())
                .isEqualTo("bearer");
        assertThat(api.at("/paths").findValuesAsString("operationId"))
                .containsExactlyInAnyOrder(
                        "recordActivities",
                        "findMember",
                        "readMember",
                        "readEntries",
                        "readMissions",
                        "enrolMember",
                        "listRewards",
                        "redeemReward",
                        "sendPoints",
                        "returnTransfer",
                        "listTransfers",
                        "readProfile",
                        "changeProfile",
                        "changeTags",
                        "readConsents",
                        "recordConsent",
                        "readHousehold",
                        "foundHousehold",
                        "joinHousehold",
                        "renewHouseholdCode",
                        "changeHouseholdPerson",
                        "removeHouseholdPerson",
                        "leaveHousehold",
                        "putIntoHousehold",
                        "takeOutOfHousehold",
                        "readBenefits",
                        "takeBenefitCode",
                        "listSegments",
                        "listSegmentsOfMember",
                        "addToSegment",
                        "removeFromSegment",
                        "readRecommendations");
        for (var path : api.at("/paths")) {
            for (var operation : path) {
                assertThat(operation.at("/summary").asString()).isNotBlank();
                assertThat(operation.at("/responses").propertyNames()).contains("401", "403", "429", "500", "503");
                for (var answer : operation.at("/responses").properties()) {
                    if (answer.getKey().charAt(0) >= '4') {
                        assertThat(answer.getValue()
                                        .at("/content/application~1problem+json/schema/$ref")
                                        .asString())
                                .isEqualTo("#/components/schemas/Problem");
                    }
                }
            }
        }
        var problem = api.at("/components/schemas/Problem/properties").propertyNames();
        assertThat(problem).contains("type", "title", "status", "detail", "code", "requestId", "errors");
        // Every code is in the table, and each is named by an operation or may happen anywhere.
        for (var code : ProblemCode.values()) {
            assertThat(api.at("/info/description").asString()).contains("| `" + code.code() + "` | " + code.status());
        }
    }

    @Test
    void the_example_in_the_description_is_one_that_is_understood() throws Exception {
        post("/api/v1/members", "{\"member\": {\"phone\": \"+8613812345678\"}}");
        post("/api/v1/members", "{\"member\": {\"customerNumber\": \"17850\"}}");
        var examples = body(web.get().uri("/v3/api-docs").exchange())
                .at("/paths/~1api~1v1~1activities/post/requestBody/content/application~1json/examples");
        assertThat(examples).hasSize(2);
        for (var example : examples) {
            var value = example.at("/value");
            var text = (value.isString() ? value.asString() : value.toString()).replace("2026-11-22T", "2026-01-22T");
            var answer = body(post("/api/v1/activities", text));
            assertThat(answer.findValues("problem")).isEmpty();
        }
    }

    private io.perennial.web.api.keys.ApiKey shown(IssueApiKeys.Outcome.Issued issued) {
        return issueApiKeys.keys().stream()
                .filter(each -> each.id().equals(issued.key().id()))
                .findFirst()
                .orElseThrow();
    }

    private IssueApiKeys.Outcome.Issued issue(Set<Scope> scopes) {
        return (IssueApiKeys.Outcome.Issued) issueApiKeys.issue("Till", scopes, Optional.empty());
    }

    private MvcTestResult post(String address, String body) {
        return web.post()
                .uri(address)
                .header("Authorization", "Bearer " + key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult get(String address) {
        return web.get()
                .uri(java.net.URI.create(address))
                .header("Authorization", "Bearer " + key)
                .exchange();
    }

    private JsonNode body(MvcTestResult answer) throws Exception {
        assertThat(answer).hasStatus2xxSuccessful();
        return json.readTree(answer.getResponse().getContentAsByteArray());
    }
}
