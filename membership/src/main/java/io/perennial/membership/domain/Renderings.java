package io.perennial.membership.domain;

import io.perennial.membership.Picture;

/** Uploaded bytes, drawn anew as a picture of our own. */
public interface Renderings {

    int LONGEST_SIDE = 1_200;
    long MOST_PIXELS = 40_000_000;

    Rendering of(byte[] uploaded);

    sealed interface Rendering {
        record Rendered(Picture picture) implements Rendering {}

        record Unreadable() implements Rendering {}

        /** Above {@link #MOST_PIXELS}; found out before anything is decoded. */
        record TooManyPixels() implements Rendering {}
    }
}
