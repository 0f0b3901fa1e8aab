package io.perennial.web.api;

import io.perennial.insights.Activity;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import java.util.List;

/**
 * Looks at everything that a caller wrote, and names all that is wrong with it at once, not one thing per attempt.
 *
 * @param <T> what it means when nothing is wrong
 */
sealed interface Checked<T> {

    record Sound<T>(T value) implements Checked<T> {}

    record Faulty<T>(List<Fault> faults) implements Checked<T> {}

    /** @param code see {@code api.field.*} in the texts */
    record Fault(String pointer, String code, List<Object> arguments) {}

    /** A member by id or by something to be looked up. */
    sealed interface Named {
        record ById(MemberId id) implements Named {}

        record ByIdentifier(Identifier identifier) implements Named {}
    }

    /** An activity whose member is still a name. */
    record Unaddressed(Named member, Activity activity) {}
}
