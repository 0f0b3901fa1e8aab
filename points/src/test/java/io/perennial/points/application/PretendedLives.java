package io.perennial.points.application;

import io.perennial.membership.MemberId;
import io.perennial.points.domain.LotLives;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where nothing is prolonged, because no notice is needed; how lots are moved is tested on the database. */
final class PretendedLives implements LotLives {

    Map<MemberId, Instant> slid = Map.of();

    @Override
    public List<Ending> ending(Optional<Ending> after, Instant until, int limit) {
        throw new UnsupportedOperationException("no notice is needed");
    }

    @Override
    public void extend(Collection<Longer> lots, Extension extension) {
        throw new UnsupportedOperationException("no notice is needed");
    }

    @Override
    public void slide(Map<MemberId, Instant> ends, Instant now) {
        slid = ends;
    }

    @Override
    public Map<Instant, Instant> shown(MemberId member, Collection<Instant> ends) {
        throw new UnsupportedOperationException("no notice is needed");
    }

    @Override
    public void shown(MemberId member, Collection<Instant> ends, Instant at) {
        throw new UnsupportedOperationException("nobody looks");
    }

    @Override
    public List<Shown> ends(MemberId member, Instant from, Instant until) {
        throw new UnsupportedOperationException("nobody looks");
    }
}
