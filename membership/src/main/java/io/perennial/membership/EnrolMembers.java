package io.perennial.membership;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Enrols people who are known by an identifier from elsewhere: a till by phone, a shop's customer file by number.
 *
 * <p>Idempotent by identifier: whoever is already a member is recognised, not enrolled twice, also when two callers
 * enrol the same person at the same time. New members begin with Chinese and the programme's zone, on the lowest tier.
 * Set-based: a thousand enrolments cost a few statements.
 */
public interface EnrolMembers {

    /** @return one answer per enrolment, in the same order */
    List<Enrolled> enrol(List<Enrolment> enrolments);

    /**
     * @param via where the person enrolled, e.g. {@code import}, {@code till}, {@code api}
     * @param displayName what the member is called, if known; at most 80 characters
     */
    record Enrolment(Identifier identifier, @Nullable String displayName, String via) {}

    /** @param isNew whether this call enrolled the member */
    record Enrolled(MemberId member, boolean isNew) {}
}
