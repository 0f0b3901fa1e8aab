/** Passwords as bcrypt hashes, by Spring Security's encoders. */
@NullMarked
package io.perennial.membership.adapter.crypto;

import org.jspecify.annotations.NullMarked;
