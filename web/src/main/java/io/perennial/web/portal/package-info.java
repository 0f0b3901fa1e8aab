/** The members' own pages: sign-in, home, statement, rewards, profile. */
@NullMarked
package io.perennial.web.portal;

import org.jspecify.annotations.NullMarked;
