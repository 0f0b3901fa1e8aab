package io.perennial.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.Perennial;
import io.perennial.points.VerifyLedger;
import io.perennial.testing.OnTestDatabase;
import io.perennial.web.api.keys.IssueApiKeys;
import io.perennial.web.api.keys.Scope;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The database stores what a till told it, and the line breaks before it says so. */
@SpringBootTest(
        classes = Perennial.class,
        webEnvironment = WebEnvironment.MOCK,
        properties = {"db-scheduler.enabled=false", "perennial.insights.hand-over-at-once=false"})
@OnTestDatabase
@Import(LostAnswersTests.BreakingLines.class)
class LostAnswersTests {

    private static final String MEMBER = "{\"member\": {\"phone\": \"%s\"}}";
    private static final String PURCHASE = """
            {"member": {"phone": "+8613812345678"}, "type": "purchase", "source": "till-7", "reference": "%s",
             "happenedAt": "2026-01-15T10:15:00+08:00", "amount": {"value": "120.90", "currency": "CNY"}}""";

    /** How many of the next commits are stored and not answered. */
    private static final AtomicInteger LOST = new AtomicInteger();

    @TestConfiguration(proxyBeanMethods = false)
    static class BreakingLines {

        @Bean
        static BeanPostProcessor linesThatBreak() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource lines ? breaking(lines) : bean;
                }
            };
        }

        private static DataSource breaking(DataSource lines) {
            return new DelegatingDataSource(lines) {
                @Override
                public Connection getConnection() throws SQLException {
                    return breaking(super.getConnection());
                }
            };
        }

        private static Connection breaking(Connection line) {
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                        try {
                            var answer = method.invoke(line, arguments);
                            if (method.getName().equals("commit")
                                    && !line.isReadOnly()
                                    && LOST.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                                throw new SQLRecoverableException("Communications link failure", "08S01");
                            }
                            return answer;
                        } catch (InvocationTargetException e) {
                            throw e.getTargetException();
                        }
                    });
        }
    }

    @Autowired
    WebApplicationContext application;

    @Autowired
    IssueApiKeys issueApiKeys;

    @Autowired
    VerifyLedger verifyLedger;

    @Autowired
    JsonMapper json;

    private MockMvcTester web;
    private String key;

    @BeforeEach
    void a_till_with_a_key_and_a_member() throws Exception {
        web = MockMvcTester.from(
                application,
                builder -> builder.apply(SecurityMockMvcConfigurers.springSecurity())
                        .build());
        key = ((IssueApiKeys.Outcome.Issued) issueApiKeys.issue("Till", EnumSet.allOf(Scope.class), Optional.empty()))
                .token();
        assertThat(post("/api/v1/members", MEMBER.formatted("+8613812345678"))).hasStatus(201);
    }

    @AfterEach
    void the_line_holds_again() {
        LOST.set(0);
    }

    @Test
    void a_purchase_whose_commit_is_never_answered_is_503_and_its_reference_gets_the_recorded_answer()
            throws Exception {
        LOST.set(Integer.MAX_VALUE);

        var unknown = post("/api/v1/activities", PURCHASE.formatted("A-1"));

        assertThat(unknown).hasStatus(503).hasHeader("Retry-After", "1");
        assertThat(body(unknown).at("/code").asString()).isEqualTo("outcome-unknown");
        LOST.set(0);
        var answer = post("/api/v1/activities", PURCHASE.formatted("A-1"));
        assertThat(answer).hasStatus(200);
        assertThat(body(answer).at("/repeated").asBoolean()).isTrue();
        assertThat(body(answer).at("/points").asLong()).isEqualTo(120);
        assertThat(body(answer).at("/balance").asLong()).isEqualTo(120);
        assertThat(verifyLedger.verify().entries()).isEqualTo(1);
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    @Test
    void one_lost_answer_is_found_out_within_the_request() throws Exception {
        LOST.set(1);

        var answer = post("/api/v1/activities", PURCHASE.formatted("B-1"));

        assertThat(LOST).hasValue(0);
        assertThat(answer).hasStatus2xxSuccessful();
        assertThat(body(answer).at("/points").asLong()).isEqualTo(120);
        assertThat(verifyLedger.verify().entries()).isEqualTo(1);
    }

    @Test
    void what_has_no_key_is_503_and_asking_again_tells_that_it_was_done() throws Exception {
        LOST.set(1);

        var unknown = post("/api/v1/members", MEMBER.formatted("+8613812345679"));

        assertThat(unknown).hasStatus(503);
        assertThat(body(unknown).at("/code").asString()).isEqualTo("outcome-unknown");
        assertThat(post("/api/v1/members", MEMBER.formatted("+8613812345679"))).hasStatus(200);
    }

    private MvcTestResult post(String path, String body) {
        return web.post()
                .uri(path)
                .header("Authorization", "Bearer " + key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private JsonNode body(MvcTestResult result) throws Exception {
        return json.readTree(result.getResponse().getContentAsByteArray());
    }
}
