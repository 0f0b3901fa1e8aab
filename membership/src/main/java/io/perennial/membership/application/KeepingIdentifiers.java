package io.perennial.membership.application;

import io.perennial.membership.Identifier;
import io.perennial.membership.IdentifiersChanged;
import io.perennial.membership.KeepIdentifiers;
import io.perennial.membership.MemberId;
import io.perennial.membership.SignInByCode;
import io.perennial.membership.application.SendingCodes.Brought;
import io.perennial.membership.domain.Identities;
import io.perennial.membership.domain.Identities.Held;
import io.perennial.membership.domain.Members;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Members are locked before their identifiers change, both of them in the order of their ids where one loses to the other. */
@Component
class KeepingIdentifiers implements KeepIdentifiers {

    private final SendingCodes codes;
    private final Identities identities;
    private final Members members;
    private final LosingIdentifiers losing;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    KeepingIdentifiers(
            SendingCodes codes,
            Identities identities,
            Members members,
            LosingIdentifiers losing,
            ApplicationEventPublisher events,
            Clock clock) {
        this.codes = codes;
        this.identities = identities;
        this.members = members;
        this.losing = losing;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<Known> of(MemberId member) {
        var all = identities.of(member);
        return all.stream()
                .map(held -> new Known(
                        held.identifier(), held.addedAt(), held.provenAt(), held.provable() && canGo(held, all)))
                .toList();
    }

    @Override
    public Sending send(MemberId member, Identifier wanted) {
        SendingCodes.requireProvable(wanted);
        var own = identities.of(member);
        if (mustProveFirst(wanted, own)) {
            return new Sending.ProveFirst(
                    own.stream().filter(Held::provable).map(Held::identifier).toList());
        }
        return switch (codes.send(wanted)) {
            case SignInByCode.Sending.Sent(var validFor) -> new Sending.Sent(validFor);
            case SignInByCode.Sending.TooOften(var wait) -> new Sending.TooOften(wait);
        };
    }

    @Override
    @Transactional
    public Outcome confirm(MemberId member, Identifier wanted, String code, Optional<Identifier> instead) {
        return keep(member, wanted, code, instead, false);
    }

    @Override
    @Transactional
    public Outcome takeOver(MemberId member, Identifier wanted, String code, Optional<Identifier> instead) {
        return keep(member, wanted, code, instead, true);
    }

    private Outcome keep(
            MemberId member, Identifier wanted, String code, Optional<Identifier> instead, boolean takeOver) {
        return switch (codes.bring(wanted, code)) {
            case Brought.NoneValid _ -> new Outcome.NoValidCode();
            case Brought.Wrong(var left) -> new Outcome.WrongCode(left);
            case Brought.Right _ -> keepProven(member, wanted, instead, takeOver);
        };
    }

    private Outcome keepProven(MemberId member, Identifier wanted, Optional<Identifier> instead, boolean takeOver) {
        var owner = identities.find(wanted).map(Held::member);
        if (!takeOver && owner.isPresent() && !owner.get().equals(member)) {
            codes.giveBack(wanted);
            return new Outcome.Taken();
        }
        codes.useUp(wanted);
        Stream.concat(owner.stream(), Stream.of(member)).distinct().sorted().forEach(members::lock);

        var own = identities.of(member);
        var replaced = instead.filter(old -> old.kind() == wanted.kind())
                .filter(old -> !old.equals(wanted))
                .filter(old -> isOwn(old, own));
        var most = replaced.isPresent() ? MOST_OF_A_KIND + 1 : MOST_OF_A_KIND;
        if (mustProveFirst(wanted, own)
                || (!isOwn(wanted, own) && ofKind(wanted, own).count() >= most)) {
            return new Outcome.NotNow();
        }
        var now = clock.instant();
        identities.find(wanted).filter(held -> !held.member().equals(member)).ifPresent(losing::toAnother);
        if (isOwn(wanted, own)) {
            identities.prove(wanted, now);
        } else if (!identities.add(new Held(member, wanted, now, Optional.of(now)))) {
            // Somebody was enrolled with it at this very moment.
            return new Outcome.NoValidCode();
        }
        replaced.ifPresent(old -> losing.remove(member, old, identities.of(member)));
        events.publishEvent(new IdentifiersChanged(member, now));
        return new Outcome.Proven();
    }

    @Override
    @Transactional
    public Removing remove(MemberId member, Identifier identifier) {
        members.lock(member);
        var all = identities.of(member);
        var held = all.stream()
                .filter(each -> each.identifier().equals(identifier))
                .filter(Held::provable)
                .findFirst();
        if (held.isEmpty()) {
            return new Removing.NotTheirs();
        }
        if (!canGo(held.get(), all)) {
            return new Removing.LastProven();
        }
        losing.remove(member, identifier, all);
        events.publishEvent(new IdentifiersChanged(member, clock.instant()));
        return new Removing.Removed();
    }

    @Override
    public List<Lost> lost(MemberId member) {
        return identities.lost(member);
    }

    @Override
    public void told(MemberId member) {
        identities.told(member, clock.instant());
    }

    private static boolean mustProveFirst(Identifier wanted, List<Held> own) {
        return !isOwn(wanted, own) && own.stream().noneMatch(Held::proven);
    }

    private static boolean canGo(Held held, List<Held> all) {
        return all.stream()
                .filter(Held::proven)
                .anyMatch(other -> !other.identifier().equals(held.identifier()));
    }

    private static boolean isOwn(Identifier identifier, List<Held> own) {
        return own.stream().anyMatch(held -> held.identifier().equals(identifier));
    }

    private static Stream<Held> ofKind(Identifier wanted, List<Held> own) {
        return own.stream().filter(held -> held.identifier().kind() == wanted.kind());
    }
}
