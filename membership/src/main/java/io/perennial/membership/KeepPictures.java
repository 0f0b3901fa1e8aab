package io.perennial.membership;

import java.util.Optional;

/**
 * Pictures that anybody may see, such as those of rewards. What is uploaded is drawn anew, see {@link RedrawPicture}. Audited.
 */
public interface KeepPictures {

    Outcome keep(byte[] uploaded, StaffId by);

    Optional<Picture> find(PictureId picture);

    boolean isKept(PictureId picture);

    sealed interface Outcome {
        record Kept(PictureId picture) implements Outcome {}

        /** Not a whole JPEG, PNG or GIF that can be decoded. */
        record NotAPicture() implements Outcome {}

        /** Above 8 MiB, or above 40 million pixels. */
        record TooLarge() implements Outcome {}
    }
}
