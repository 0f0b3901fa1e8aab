package io.perennial.points.domain;

/**
 * What an entry did to one lot.
 *
 * @param lot as it is afterwards
 * @param points below zero drawn from it, above zero given back to it
 */
public record Allocation(Lot lot, long points) {}
