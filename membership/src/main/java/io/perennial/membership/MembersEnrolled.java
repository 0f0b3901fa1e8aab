package io.perennial.membership;

import java.time.Instant;
import java.util.List;

/** People became members; one event per enrolment or batch of enrolments. */
public record MembersEnrolled(List<MemberId> members, String via, Instant at) {}
