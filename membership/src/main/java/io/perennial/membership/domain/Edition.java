package io.perennial.membership.domain;

import io.perennial.membership.Ladder;

/** A ladder as it was published. */
public record Edition(int version, Ladder ladder) {}
