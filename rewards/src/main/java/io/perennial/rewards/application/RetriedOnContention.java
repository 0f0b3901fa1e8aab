package io.perennial.rewards.application;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.resilience.annotation.Retryable;

/**
 * The whole transaction runs again when the database chose it as the victim of a deadlock, when it waited for a lock too
 * long, or when somebody else took its key at the same moment. Nothing of the attempt before is left by then.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Retryable(
        includes = {PessimisticLockingFailureException.class, DuplicateKeyException.class},
        maxRetries = 6,
        delay = 10,
        jitter = 10,
        multiplier = 2,
        maxDelay = 200)
@interface RetriedOnContention {}
