package io.perennial.points;

import org.jooq.DSLContext;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.stereotype.Component;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** How many days before they expire members have to be told, in the policy that a test begins with. */
@Component
public class Notices {

    private final DSLContext dsl;

    Notices(DSLContext dsl) {
        this.dsl = dsl;
    }

    void days(int days) {
        dsl.execute("UPDATE points_policy SET definition = JSON_SET(definition, '$.noticeDays', %d) WHERE version = 1"
                .formatted(days));
    }

    /** Most tests let points expire without telling anyone. */
    static final class NotNeeded implements BeforeEachCallback {

        @Override
        public void beforeEach(ExtensionContext context) {
            SpringExtension.getApplicationContext(context)
                    .getBean(Notices.class)
                    .days(0);
        }
    }
}
