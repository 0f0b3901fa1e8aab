package io.perennial.rewards;

import io.perennial.membership.StaffId;
import java.util.Optional;

/**
 * Pictures of rewards. What is uploaded is decoded and written anew (JPEG, at most 1,200 pixels on the longer side), so that
 * nothing but a picture is ever served; its pixels are counted before it is decoded.
 */
public interface KeepPictures {

    Outcome keep(byte[] uploaded, StaffId by);

    Optional<Picture> find(PictureId picture);

    record Picture(String contentType, byte[] bytes) {}

    sealed interface Outcome {
        record Kept(PictureId picture) implements Outcome {}

        /** Not a whole JPEG, PNG or GIF that can be decoded. */
        record NotAPicture() implements Outcome {}

        /** Above 8 MiB, or above 40 million pixels. */
        record TooLarge() implements Outcome {}
    }
}
