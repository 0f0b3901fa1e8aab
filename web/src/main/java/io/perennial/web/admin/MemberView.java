package io.perennial.web.admin;

import java.util.UUID;

/**
 * A list of members that somebody wants again.
 *
 * @param filters as they stand in the address of the list
 */
public record MemberView(UUID id, String name, String filters) {

    private static final int LONGEST_FILTERS = 500;

    public MemberView {
        if (name.isBlank() || name.length() > MemberViews.LONGEST_NAME || filters.length() > LONGEST_FILTERS) {
            throw new IllegalArgumentException(
                    "a view has a name of at most " + MemberViews.LONGEST_NAME + " characters");
        }
    }
}
