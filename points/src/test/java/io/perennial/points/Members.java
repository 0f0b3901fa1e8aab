package io.perennial.points;

import io.perennial.membership.EnrolMembers;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Enrols whom a test needs. */
@Component
public class Members {

    private final EnrolMembers enrolMembers;

    Members(EnrolMembers enrolMembers) {
        this.enrolMembers = enrolMembers;
    }

    public MemberId enrol() {
        return enrol(1).getFirst();
    }

    public List<MemberId> enrol(int people) {
        return enrolMembers
                .enrol(IntStream.range(0, people)
                        .mapToObj(i -> new Enrolment(
                                new Identifier(Identifier.Kind.CUSTOMER_NUMBER, "C-" + i), null, "import"))
                        .toList())
                .stream()
                .map(EnrolMembers.Enrolled::member)
                .toList();
    }
}
