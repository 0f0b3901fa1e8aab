package io.perennial.web.api;

import io.perennial.membership.FollowMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.RecogniseMembers;
import io.perennial.web.api.Checked.Named;
import io.perennial.web.database.CommitOutcomeUnknown;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/** What all operations do alike: name members, tell what is wrong with a body, try again after a deadlock. */
@Component
class Requests {

    private final RecogniseMembers recogniseMembers;
    private final FollowMembers follow;
    private final Problems problems;
    private final RetryTemplate retry = new RetryTemplate(RetryPolicy.builder()
            .includes(PessimisticLockingFailureException.class)
            .maxRetries(4)
            .delay(Duration.ofMillis(15))
            .jitter(Duration.ofMillis(10))
            .multiplier(2)
            .build());

    /** A connection is waited for until there is a primary again, so few times are enough. */
    private final RetryTemplate again = new RetryTemplate(RetryPolicy.builder()
            .predicate(Requests::mayGoBetterWithAnotherConnection)
            .maxRetries(6)
            .delay(Duration.ofMillis(15))
            .jitter(Duration.ofMillis(10))
            .multiplier(2)
            .maxDelay(Duration.ofMillis(500))
            .build());

    Requests(RecogniseMembers recogniseMembers, FollowMembers follow, Problems problems) {
        this.recogniseMembers = recogniseMembers;
        this.follow = follow;
        this.problems = problems;
    }

    /**
     * One statement for any number of names, and one for any number of ids; nobody found means absent. Ids are looked up only
     * for members who were merged: whoever names one means the member whom they are by now.
     */
    Map<Named, MemberId> find(Collection<Named> names) {
        var found = recognise(names);
        var ids = names.stream()
                .filter(Named.ById.class::isInstance)
                .map(name -> ((Named.ById) name).id())
                .toList();
        var survivors = ids.isEmpty() ? Map.<MemberId, MemberId>of() : follow.survivors(ids);
        found.replaceAll((_, member) -> survivors.getOrDefault(member, member));
        return found;
    }

    /** As {@link #find}, for ports that follow merged members themselves: an id is taken as it is and costs nothing. */
    Map<Named, MemberId> recognise(Collection<Named> names) {
        var found = new HashMap<Named, MemberId>();
        List<Identifier> asked = names.stream()
                .filter(Named.ByIdentifier.class::isInstance)
                .map(name -> ((Named.ByIdentifier) name).identifier())
                .distinct()
                .toList();
        var members = asked.isEmpty() ? Map.<Identifier, MemberId>of() : recogniseMembers.recognise(asked);
        for (var name : names) {
            var member = switch (name) {
                case Named.ById byId -> byId.id();
                case Named.ByIdentifier by -> members.get(by.identifier());
            };
            if (member != null) {
                found.put(name, member);
            }
        }
        return found;
    }

    @Nullable
    MemberId find(Named name) {
        return find(List.of(name)).get(name);
    }

    /** Two callers who wait for each other are parted by the database; the one turned down simply asks again. */
    <T> T patiently(Supplier<T> work) {
        return with(retry, work);
    }

    /**
     * For what counts once by its key, however often it is asked: also done again, as a whole, where the database went away in
     * the middle of it or did not say whether it is stored.
     */
    <T> T untilAnswered(Supplier<T> work) {
        return with(again, work);
    }

    private static boolean mayGoBetterWithAnotherConnection(Throwable failed) {
        return switch (failed) {
            case PessimisticLockingFailureException _,
                    CommitOutcomeUnknown _,
                    RecoverableDataAccessException _,
                    DataAccessResourceFailureException _,
                    TransientDataAccessResourceException _ -> true;
            // Where the pool has waited in vain, so has the caller.
            case CannotCreateTransactionException none -> !(none.getCause() instanceof SQLTransientConnectionException);
            default -> false;
        };
    }

    private static <T> T with(RetryTemplate retry, Supplier<T> work) {
        try {
            return java.util.Objects.requireNonNull(retry.execute(work::get));
        } catch (RetryException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }

    Problem faulty(HttpServletRequest request, List<Checked.Fault> faults) {
        return problems.of(
                request,
                ProblemCode.INVALID_FIELDS,
                faults.stream()
                        .map(fault -> problems.fault(
                                request,
                                fault.pointer(),
                                fault.code(),
                                fault.arguments().toArray()))
                        .toList(),
                Map.of(),
                faults.size(),
                faults.stream()
                        .map(fault -> fault.pointer().isEmpty() ? problems.theBody(request) : fault.pointer())
                        .distinct()
                        .collect(Collectors.joining(", ")));
    }

    /** @param unread a body that could not be read */
    Problem unread(HttpServletRequest request, StrictJson.Body<?> unread) {
        return switch (unread) {
            case StrictJson.Body.TooLarge<?> large ->
                problems.of(request, ProblemCode.BODY_TOO_LARGE, large.limit() >> 20);
            case StrictJson.Body.Malformed<?> malformed ->
                problems.of(request, ProblemCode.MALFORMED_JSON, malformed.line(), malformed.column());
            case StrictJson.Body.Misfit<?> misfit ->
                faulty(
                        request,
                        List.of(new Checked.Fault(
                                misfit.fault().pointer(), misfit.fault().code(), List.of())));
            case StrictJson.Body.Read<?> read -> throw new IllegalArgumentException("was read: " + read);
        };
    }
}
