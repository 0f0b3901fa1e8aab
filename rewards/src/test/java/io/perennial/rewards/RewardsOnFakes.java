package io.perennial.rewards;

import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.TurnableClock;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;

/** The module alone on the test database, with the floors below it as fakes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApplicationModuleTest(extraIncludes = "testing")
@OnTestDatabase
@Import({
    FakePictures.class,
    FakePoints.class,
    FakeStandings.class,
    PlainTransactions.class,
    RecordedChanges.class,
    HeardEvents.class,
    TurnableClock.class,
    Shelf.class
})
@interface RewardsOnFakes {}
