package io.perennial.membership.application;

import io.perennial.membership.EnrolMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.MembersEnrolled;
import io.perennial.membership.Programme;
import io.perennial.membership.domain.DisplayName;
import io.perennial.membership.domain.Ladders;
import io.perennial.membership.domain.Members;
import io.perennial.membership.domain.NewMember;
import io.perennial.membership.domain.Yardstick;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is unknown claims the identifier first, under the key that makes it unique; only who got it becomes a member. So of
 * several callers that enrol one person one does, and the others recognise the member whom it enrolled.
 */
@Component
class EnrollingMembers implements EnrolMembers {

    private final Members members;
    private final Ladders ladders;
    private final Programme programme;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    EnrollingMembers(
            Members members, Ladders ladders, Programme programme, ApplicationEventPublisher events, Clock clock) {
        this.members = members;
        this.ladders = ladders;
        this.programme = programme;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional
    public List<Enrolled> enrol(List<Enrolment> enrolments) {
        var byIdentifier = new LinkedHashMap<Identifier, Enrolment>();
        enrolments.forEach(enrolment -> byIdentifier.putIfAbsent(enrolment.identifier(), enrolment));
        var owners = new HashMap<>(members.owners(byIdentifier.keySet()));

        var wanted = new LinkedHashMap<Identifier, NewMember>();
        var now = clock.instant();
        byIdentifier.forEach((identifier, enrolment) -> {
            if (!owners.containsKey(identifier)) {
                wanted.put(
                        identifier,
                        new NewMember(
                                MemberId.next(),
                                DisplayName.of(enrolment.displayName()),
                                Locale.SIMPLIFIED_CHINESE,
                                programme.zone(),
                                enrolment.via(),
                                now));
            }
        });
        var enrolled = claim(wanted, owners);
        publish(enrolled);

        var justNow = new HashSet<>(enrolled.stream().map(NewMember::id).toList());
        return enrolments.stream()
                .map(enrolment -> owners.get(enrolment.identifier()))
                .map(member -> new Enrolled(member, justNow.remove(member)))
                .toList();
    }

    /** Adds the owners of what was wanted, and stores those who got it. */
    private List<NewMember> claim(Map<Identifier, NewMember> wanted, Map<Identifier, MemberId> owners) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        var ids = new LinkedHashMap<Identifier, MemberId>();
        wanted.forEach((identifier, member) -> ids.put(identifier, member.id()));
        owners.putAll(members.claim(ids, clock.instant()));
        var enrolled = new ArrayList<NewMember>();
        wanted.forEach((identifier, member) -> {
            if (member.id().equals(owners.get(identifier))) {
                enrolled.add(member);
            }
        });
        if (!enrolled.isEmpty()) {
            members.store(enrolled, new Yardstick(ladders.current().ladder(), programme.zone()));
        }
        return enrolled;
    }

    /** One event, or one for each place where people enrolled, should a batch ever name several. */
    private void publish(List<NewMember> enrolled) {
        var byVia = new LinkedHashMap<String, List<MemberId>>();
        enrolled.forEach(member ->
                byVia.computeIfAbsent(member.via(), _ -> new ArrayList<>()).add(member.id()));
        byVia.forEach((via, ids) -> events.publishEvent(
                new MembersEnrolled(ids, via, enrolled.getFirst().enrolledAt())));
    }
}
