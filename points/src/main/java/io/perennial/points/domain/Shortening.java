package io.perennial.points.domain;

/**
 * What an entry took of a waiting part.
 *
 * @param part as it is afterwards
 * @param pending below zero
 */
public record Shortening(Waiting part, long pending) {}
