package io.perennial.membership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What members are asked, word by word.
 *
 * @param version counts from 1 for each purpose; a version is never changed
 * @param by who published it; nothing for those that Perennial comes with
 */
public record ConsentWording(
        ConsentPurpose purpose,
        int version,
        BilingualText text,
        Instant publishedAt,
        @Nullable StaffId by) {}
