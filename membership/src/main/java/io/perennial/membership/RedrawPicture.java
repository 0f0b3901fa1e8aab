package io.perennial.membership;

/**
 * Draws what someone uploaded anew (JPEG, at most 1,200 pixels on the longer side), so that nothing but a picture is ever
 * stored or served; its pixels are counted before it is decoded. Keeps nothing. Takes its time: not within a transaction.
 */
public interface RedrawPicture {

    int MOST_BYTES = 8 * 1024 * 1024;

    Outcome redraw(byte[] uploaded);

    sealed interface Outcome {
        record Redrawn(Picture picture) implements Outcome {}

        /** Not a whole JPEG, PNG or GIF that can be decoded. */
        record NotAPicture() implements Outcome {}

        /** Above {@value RedrawPicture#MOST_BYTES} bytes, or above 40 million pixels. */
        record TooLarge() implements Outcome {}
    }
}
