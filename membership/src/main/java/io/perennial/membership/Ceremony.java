package io.perennial.membership;

/**
 * What a browser is asked when a passkey is made or used.
 *
 * @param challenge kept by the caller, out of the browser's reach, until the answer comes; good for one answer
 * @param options for {@code navigator.credentials}, as JSON with bytes in Base64 for addresses
 */
public record Ceremony(String challenge, String options) {}
