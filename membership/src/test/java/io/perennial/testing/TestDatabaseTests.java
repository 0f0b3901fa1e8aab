package io.perennial.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import java.time.LocalDateTime;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnTestDatabase.Reset.class)
class TestDatabaseTests {

    private final DSLContext dsl = TestDatabase.get().dsl();

    @Test
    void reads_only_what_is_committed_like_production_does() {
        var isolation = dsl.fetchSingle("SELECT @@transaction_isolation").get(0, String.class);
        assertThat(isolation).isEqualTo("READ-COMMITTED");
    }

    @Test
    void speaks_the_dialect_of_its_server() {
        boolean mariaDb =
                dsl.fetchSingle("SELECT VERSION()").get(0, String.class).contains("MariaDB");
        assertThat(dsl.dialect().getName()).isEqualTo(mariaDb ? "MariaDB" : "MySQL");
    }

    @Test
    void puts_back_what_the_migrations_left_and_nothing_else() {
        int seeded = dsl.fetchCount(table("membership_ladder"));
        publish("a first event");
        dsl.deleteFrom(table("membership_ladder")).execute();

        TestDatabase.get().reset();

        assertThat(dsl.fetchCount(table("EVENT_PUBLICATION"))).isZero();
        assertThat(dsl.fetchCount(table("membership_ladder"))).isEqualTo(seeded).isPositive();
    }

    private void publish(String event) {
        dsl.insertInto(table("EVENT_PUBLICATION"))
                .set(field("ID"), "1")
                .set(field("LISTENER_ID"), "listener")
                .set(field("EVENT_TYPE"), "type")
                .set(field("SERIALIZED_EVENT"), event)
                .set(field("PUBLICATION_DATE"), LocalDateTime.parse("2026-11-22T10:15:30"))
                .execute();
    }
}
