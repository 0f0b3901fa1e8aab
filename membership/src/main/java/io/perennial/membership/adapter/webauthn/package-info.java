/** Passkeys as browsers and devices speak of them. */
@NullMarked
package io.perennial.membership.adapter.webauthn;

import org.jspecify.annotations.NullMarked;
