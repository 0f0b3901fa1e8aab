package io.perennial.membership.domain;

import io.perennial.membership.Picture;
import io.perennial.membership.PictureId;
import java.time.Instant;
import java.util.Optional;

/** All pictures that were kept. */
public interface Pictures {

    void add(PictureId id, Picture picture, Instant at);

    Optional<Picture> find(PictureId id);

    boolean contains(PictureId id);
}
