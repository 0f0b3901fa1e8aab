package io.perennial.web.pages;

/**
 * What every layout needs to know of the request.
 *
 * @param path where the switches of language and theme lead back to
 * @param home where the logo leads
 */
public record Frame(Theme theme, String path, String home) {}
