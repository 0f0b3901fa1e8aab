package io.perennial.web.pages;

/**
 * What every layout needs to know of the request.
 *
 * @param path where the switches of language and theme lead back to
 * @param home where the logo leads
 * @param preferences where the switches send their choice
 * @param requestId what a person can tell support, and support can find in the log
 */
public record Frame(Theme theme, String path, String home, String preferences, String requestId) {}
