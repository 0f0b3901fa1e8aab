package io.perennial.membership.application;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.perennial.membership.Belongings;
import io.perennial.membership.Belongings.Section;
import io.perennial.membership.ExportId;
import io.perennial.membership.ExportMember;
import io.perennial.membership.FollowMembers;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.PrepareExports;
import io.perennial.membership.domain.Exports;
import io.perennial.membership.domain.Exports.Wanted;
import io.perennial.membership.domain.Members;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class ExportingMember implements ExportMember, PrepareExports {

    /** After which another instance takes over what one has begun. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final int PIECE = 1 << 20;

    private final Members members;
    private final FollowMembers follow;
    private final Exports exports;
    private final ObjectProvider<Belongings> belongings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ExportingMember(
            Members members,
            FollowMembers follow,
            Exports exports,
            ObjectProvider<Belongings> belongings,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.members = members;
        this.follow = follow;
        this.exports = exports;
        this.belongings = belongings;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    @Transactional
    public Outcome ask(MemberId member) {
        if (members.lock(member).filter(status -> status != MemberStatus.CLOSED).isEmpty()) {
            return new Outcome.UnknownMember();
        }
        var now = clock.instant();
        var last = exports.of(member, now).stream().findFirst();
        if (last.filter(export -> export.ready().isEmpty()).isPresent()) {
            return new Outcome.UnderWay();
        }
        var next = last.map(export -> export.askedAt().plus(BETWEEN)).orElse(now);
        if (next.isAfter(now)) {
            return new Outcome.TooSoon(next);
        }
        var export = ExportId.next();
        exports.ask(member, export, now);
        return new Outcome.Asked(export);
    }

    @Override
    public List<Export> of(MemberId member) {
        return exports.of(member, clock.instant());
    }

    @Override
    public Optional<InputStream> open(MemberId member, ExportId export) {
        var isThere = of(member).stream()
                .anyMatch(each -> each.id().equals(export) && each.ready().isPresent());
        return isThere ? Optional.of(new SequenceInputStream(new Pieces(member, export))) : Optional.empty();
    }

    @Override
    public boolean prepareNext() {
        var now = clock.instant();
        var wanted = exports.take(now, now.plus(LEASE));
        wanted.ifPresent(export -> transaction.executeWithoutResult(_ -> pack(export)));
        return wanted.isPresent();
    }

    private void pack(Wanted wanted) {
        // What was booked of members who went into this one is theirs as well.
        var all = Stream.concat(Stream.of(wanted.member()), follow.mergedInto(wanted.member()).stream())
                .toList();
        var sections = belongings
                .orderedStream()
                .flatMap(each -> all.stream().flatMap(member -> each.exported(member).stream()))
                .collect(groupingBy(Section::name, LinkedHashMap::new, toList()))
                .values()
                .stream()
                .map(Section::joined)
                .toList();
        var pieces = new PieceWriter(wanted);
        try (pieces) {
            ExportArchive.write(wanted.member(), clock.instant(), sections, pieces);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var now = clock.instant();
        exports.ready(wanted, pieces.bytes, now, now.plus(KEPT));
    }

    @Override
    public int forgetOld() {
        return exports.forget(clock.instant());
    }

    /** Piece after piece, so that no more than one is held. */
    @SuppressWarnings("JdkObsolete") // a sequence of streams takes nothing else
    private final class Pieces implements Enumeration<InputStream> {

        private final MemberId member;
        private final ExportId export;
        private int number;
        private Optional<byte[]> next;

        Pieces(MemberId member, ExportId export) {
            this.member = member;
            this.export = export;
            this.next = exports.piece(member, export, 0);
        }

        @Override
        public boolean hasMoreElements() {
            return next.isPresent();
        }

        @Override
        public InputStream nextElement() {
            var bytes = next.orElseThrow(NoSuchElementException::new);
            number++;
            next = exports.piece(member, export, number);
            return new ByteArrayInputStream(bytes);
        }
    }

    private final class PieceWriter extends OutputStream {

        private final Wanted wanted;
        private final byte[] piece = new byte[PIECE];
        private int filled;
        private int number;
        private long bytes;

        PieceWriter(Wanted wanted) {
            this.wanted = wanted;
        }

        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            var written = 0;
            while (written < length) {
                var part = Math.min(length - written, PIECE - filled);
                System.arraycopy(from, offset + written, piece, filled, part);
                filled += part;
                written += part;
                if (filled == PIECE) {
                    store();
                }
            }
        }

        private void store() {
            exports.addPiece(wanted, number, java.util.Arrays.copyOf(piece, filled));
            number++;
            bytes += filled;
            filled = 0;
        }

        @Override
        public void close() {
            if (filled > 0) {
                store();
            }
        }
    }
}
