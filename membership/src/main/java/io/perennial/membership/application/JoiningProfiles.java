package io.perennial.membership.application;

import io.perennial.membership.Belongings.Move;
import io.perennial.membership.ConsentChanged;
import io.perennial.membership.Interest;
import io.perennial.membership.MergeMembers.Part;
import io.perennial.membership.RecordConsent.How;
import io.perennial.membership.Region;
import io.perennial.membership.StaffId;
import io.perennial.membership.Tag;
import io.perennial.membership.TagsChanged;
import io.perennial.membership.UpdateProfile.Update;
import io.perennial.membership.domain.Before;
import io.perennial.membership.domain.Before.Face;
import io.perennial.membership.domain.ConsentLine;
import io.perennial.membership.domain.Consents;
import io.perennial.membership.domain.Members;
import io.perennial.membership.domain.Merges;
import io.perennial.membership.domain.Tags;
import io.perennial.membership.domain.Wordings;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Who two members said they are, what they agreed to and how staff call them. What the survivor lacks it gets; a no of either
 * holds, and a yes only where the survivor gave it.
 */
@Component
class JoiningProfiles {

    private static final String TAG = "tag";
    private static final String TAG_MOVED = "tag-moved";

    private final Members members;
    private final Tags tags;
    private final Consents consents;
    private final Wordings wordings;
    private final Merges merges;
    private final ApplicationEventPublisher events;

    JoiningProfiles(
            Members members,
            Tags tags,
            Consents consents,
            Wordings wordings,
            Merges merges,
            ApplicationEventPublisher events) {
        this.members = members;
        this.tags = tags;
        this.consents = consents;
        this.wordings = wordings;
        this.merges = merges;
        this.events = events;
    }

    record Joined(Face merged, Face survivor, Face after) {}

    Joined join(Move move, Set<Part> taken, StaffId by) {
        var merged = members.lockProfile(move.from()).orElseThrow();
        var survivor = members.lockProfile(move.to()).orElseThrow();
        var after = joined(merged, survivor, taken);
        if (!after.equals(survivor)) {
            members.update(after);
        }
        joinTags(move);
        joinConsents(move, by);
        return new Joined(face(merged), face(survivor), face(after));
    }

    static Update joined(Update merged, Update survivor, Set<Part> taken) {
        var interests = new HashSet<>(survivor.interests());
        interests.addAll(merged.interests());
        var speaks = taken.contains(Part.LANGUAGE) ? merged : survivor;
        return new Update(
                survivor.member(),
                either(merged.displayName(), survivor.displayName(), taken.contains(Part.NAME)),
                speaks.locale(),
                speaks.zone(),
                either(merged.birthday(), survivor.birthday(), taken.contains(Part.BIRTHDAY)),
                either(merged.region(), survivor.region(), taken.contains(Part.REGION)),
                interests,
                survivor.version());
    }

    private static <T> @Nullable T either(@Nullable T merged, @Nullable T survivor, boolean isTaken) {
        return survivor == null || (isTaken && merged != null) ? merged : survivor;
    }

    private void joinTags(Move move) {
        var had = tags.of(move.from());
        var moved = new TreeSet<>(had);
        moved.removeAll(tags.of(move.to()));
        merges.note(move.merge(), TAG, had.stream().map(Tag::text).toList());
        merges.note(move.merge(), TAG_MOVED, moved.stream().map(Tag::text).toList());
        tags.unset(move.from(), had);
        tags.set(move.to(), moved, Optional.empty(), move.at());
        if (!moved.isEmpty()) {
            events.publishEvent(new TagsChanged(move.to(), moved, Set.of(), move.at()));
        }
    }

    private void joinConsents(Move move, StaffId by) {
        var log = consents.log(move.to());
        var last = log.last();
        var inForce = wordings.inForce();
        var lines = new ArrayList<ConsentLine>();
        for (var said : consents.log(move.from()).now().entrySet()) {
            var asked = said.getKey();
            var own = log.said(asked.purpose(), asked.channel());
            var holds = own.map(Consents.Said::given).orElse(asked.purpose().holdsUnasked());
            if (said.getValue().given() || !holds) {
                continue;
            }
            var wording = inForce.get(asked.purpose());
            var line = ConsentLine.after(
                    last,
                    move.to(),
                    asked.purpose(),
                    asked.channel(),
                    false,
                    own.map(Consents.Said::version).orElse(wording == null ? 1 : wording.version()),
                    Locale.SIMPLIFIED_CHINESE.toLanguageTag(),
                    How.MERGE,
                    by.value(),
                    move.at());
            lines.add(line);
            last = Optional.of(line);
        }
        if (!lines.isEmpty()) {
            consents.add(move.to(), lines);
            lines.forEach(line -> events.publishEvent(
                    new ConsentChanged(move.to(), line.purpose(), line.channel(), false, line.at())));
        }
    }

    /** What the survivor changed since stays as it is; a no that came with the merge stays a no. */
    void part(Move move, Before before) {
        members.lockProfile(move.from());
        var survivor = members.lockProfile(move.to()).orElseThrow();
        var now = face(survivor);
        var own = before.survivor().face();
        var joined = before.after().face();
        var interests = EnumSet.noneOf(Interest.class);
        interests.addAll(now.interests());
        interests.removeIf(interest ->
                joined.interests().contains(interest) && !own.interests().contains(interest));
        var birthday = again(now, own, joined, Face::birthday);
        var region = again(now, own, joined, Face::region);
        var after = new Update(
                move.to(),
                again(now, own, joined, Face::name),
                Locale.forLanguageTag(Objects.requireNonNull(again(now, own, joined, Face::locale))),
                ZoneId.of(Objects.requireNonNull(again(now, own, joined, Face::zone))),
                birthday == null ? null : LocalDate.parse(birthday),
                region == null ? null : new Region(region),
                interests,
                survivor.version());
        if (!after.equals(survivor)) {
            members.update(after);
        }
        partTags(move);
    }

    private static @Nullable String again(Face now, Face own, Face joined, Function<Face, @Nullable String> part) {
        var present = part.apply(now);
        return Objects.equals(present, part.apply(joined)) ? part.apply(own) : present;
    }

    private void partTags(Move move) {
        var had = merges.noted(move.merge(), TAG).stream().map(Tag::new).toList();
        var moved = new TreeSet<>(
                merges.noted(move.merge(), TAG_MOVED).stream().map(Tag::new).toList());
        moved.retainAll(tags.of(move.to()));
        tags.unset(move.to(), moved);
        tags.set(move.from(), had, Optional.empty(), move.at());
        if (!moved.isEmpty()) {
            events.publishEvent(new TagsChanged(move.to(), Set.of(), moved, move.at()));
        }
    }

    private static Face face(Update profile) {
        var birthday = profile.birthday();
        var region = profile.region();
        return new Face(
                profile.displayName(),
                birthday == null ? null : birthday.toString(),
                region == null ? null : region.code(),
                profile.locale().toLanguageTag(),
                profile.zone().getId(),
                profile.interests());
    }
}
