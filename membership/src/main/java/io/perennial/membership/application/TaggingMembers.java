package io.perennial.membership.application;

import io.perennial.membership.MemberStatus;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.Tag;
import io.perennial.membership.TagMembers;
import io.perennial.membership.TagsChanged;
import io.perennial.membership.domain.Members;
import io.perennial.membership.domain.Tags;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class TaggingMembers implements TagMembers {

    private final Members members;
    private final Tags tags;
    private final RecordChange recordChange;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TaggingMembers(
            Members members, Tags tags, RecordChange recordChange, ApplicationEventPublisher events, Clock clock) {
        this.members = members;
        this.tags = tags;
        this.recordChange = recordChange;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Outcome tag(Tagging tagging) {
        var member = tagging.member();
        var status = members.lock(member);
        if (status.isEmpty()) {
            return new Outcome.UnknownMember();
        }
        if (status.get() == MemberStatus.CLOSED) {
            return new Outcome.Closed();
        }
        var before = new TreeSet<>(tags.of(member));
        var unset = new TreeSet<>(tagging.unset());
        unset.removeAll(tagging.set());
        unset.retainAll(before);
        var set = new TreeSet<>(tagging.set());
        set.removeAll(before);
        var after = new TreeSet<>(before);
        after.removeAll(unset);
        after.addAll(set);
        if (set.isEmpty() && unset.isEmpty()) {
            return new Outcome.Unchanged();
        }
        if (!set.isEmpty() && after.size() > MOST) {
            return new Outcome.TooMany();
        }
        var now = clock.instant();
        tags.set(member, set, tagging.by(), now);
        tags.unset(member, unset);
        tagging.by()
                .ifPresent(staff -> recordChange.record(new Change(
                        staff,
                        "member.tagged",
                        RecordChange.MEMBER,
                        member.toString(),
                        AsJson.of(new Tagged(texts(before))),
                        AsJson.of(new Tagged(texts(after))))));
        events.publishEvent(new TagsChanged(member, Set.copyOf(set), Set.copyOf(unset), now));
        return new Outcome.Tagged(after);
    }

    private static List<String> texts(Set<Tag> tags) {
        return tags.stream().map(Tag::text).toList();
    }

    private record Tagged(List<String> tags) {}
}
