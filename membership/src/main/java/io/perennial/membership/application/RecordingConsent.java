package io.perennial.membership.application;

import io.perennial.membership.ConsentChanged;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.RecordConsent;
import io.perennial.membership.StaffId;
import io.perennial.membership.domain.ConsentLine;
import io.perennial.membership.domain.Consents;
import io.perennial.membership.domain.Consents.Said;
import io.perennial.membership.domain.Members;
import io.perennial.membership.domain.Wordings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class RecordingConsent implements RecordConsent {

    private final Members members;
    private final Consents consents;
    private final Wordings wordings;
    private final RecordChange recordChange;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RecordingConsent(
            Members members,
            Consents consents,
            Wordings wordings,
            RecordChange recordChange,
            ApplicationEventPublisher events,
            Clock clock) {
        this.members = members;
        this.consents = consents;
        this.wordings = wordings;
        this.recordChange = recordChange;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Outcome record(Answers answers) {
        var member = answers.member();
        var status = members.lock(member);
        if (status.isEmpty()) {
            return new Outcome.UnknownMember();
        }
        if (status.get() == MemberStatus.CLOSED) {
            return new Outcome.Closed();
        }
        var refusal = refusal(answers);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var log = consents.log(member);
        var lines = new ArrayList<ConsentLine>();
        var last = log.last();
        for (var answer : answers.answers()) {
            if (isNews(answer, log.said(answer.purpose(), answer.channel()))) {
                var line = ConsentLine.after(
                        last,
                        member,
                        answer.purpose(),
                        answer.channel(),
                        answer.given(),
                        answer.version(),
                        answers.locale().toLanguageTag(),
                        answers.how(),
                        answers.by().map(StaffId::value).orElse(null),
                        clock.instant());
                lines.add(line);
                last = Optional.of(line);
            }
        }
        if (!lines.isEmpty()) {
            consents.add(member, lines);
            lines.forEach(line -> events.publishEvent(
                    new ConsentChanged(member, line.purpose(), line.channel(), line.given(), line.at())));
            answers.by().ifPresent(staff -> recordChange.record(change(answers, staff, lines)));
        }
        return new Outcome.Recorded(lines.size());
    }

    /** A no needs no current wording: whoever wants out is not asked to read first. */
    private Optional<Outcome> refusal(Answers answers) {
        var inForce = wordings.inForce();
        for (var answer : answers.answers()) {
            if (!answer.purpose().channels().contains(answer.channel())) {
                return Optional.of(new Outcome.NoSuchChannel(answer.purpose(), answer.channel()));
            }
            var wording = inForce.get(answer.purpose());
            var isCurrent = wording != null && wording.version() == answer.version();
            var wasOnce = wording != null && answer.version() > 0 && answer.version() <= wording.version();
            if (answer.given() ? !isCurrent : !wasOnce) {
                return Optional.of(new Outcome.WordingOutdated(answer.purpose()));
            }
        }
        return Optional.empty();
    }

    /** A box left as it was found says nothing. */
    private static boolean isNews(Answer answer, Optional<Said> said) {
        return said.map(last -> last.given() != answer.given() || (answer.given() && last.version() < answer.version()))
                .orElse(answer.given() != answer.purpose().holdsUnasked());
    }

    private static Change change(Answers answers, StaffId staff, List<ConsentLine> lines) {
        return new Change(
                staff,
                "member.consent-recorded",
                RecordChange.MEMBER,
                answers.member().toString(),
                null,
                AsJson.of(lines.stream()
                        .map(line -> new Written(
                                line.purpose().name(), line.channel().name(), line.given()))
                        .toList()));
    }

    private record Written(String purpose, String channel, boolean given) {}
}
