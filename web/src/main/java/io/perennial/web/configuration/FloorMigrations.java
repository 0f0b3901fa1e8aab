package io.perennial.web.configuration;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Migrates each floor's own folder into its own history table, from the ground up. Modules share no tables, so a module's
 * versions count for themselves.
 */
@Component
class FloorMigrations implements FlywayMigrationStrategy {

    static final List<String> FLOORS =
            List.of("events", "membership", "insights", "points", "rewards", "referrals", "web");

    @Override
    public void migrate(Flyway configured) {
        for (var floor : FLOORS) {
            Flyway.configure()
                    .configuration(configured.getConfiguration())
                    .locations("classpath:db/migration/" + floor)
                    .table("flyway_schema_history_" + floor)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        }
    }
}
