package io.perennial.membership;

/**
 * A picture that was drawn anew, see {@link RedrawPicture}: nothing of what was uploaded is in it.
 *
 * @param bytes a JPEG
 */
public record Picture(String contentType, byte[] bytes) {}
