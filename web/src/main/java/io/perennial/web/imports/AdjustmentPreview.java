package io.perennial.web.imports;

/**
 * What a file of adjustments holds, and what starting it would do. The lines that would be left out are kept one by one, see
 * {@link ReadImports#leftOut}.
 *
 * @param counting lines that would be booked; {@code countedBefore} those that were
 * @param members whom the counting lines concern
 * @param taken positive
 * @param most what it could come to at the very most, which is what the limit is held against
 */
public record AdjustmentPreview(
        long lines, long counting, long countedBefore, long leftOut, long members, long given, long taken, long most) {}
