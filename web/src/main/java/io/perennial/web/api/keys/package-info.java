/** Keys with which programs come in: issued and revoked by admins, kept only as hashes. */
@NullMarked
package io.perennial.web.api.keys;

import org.jspecify.annotations.NullMarked;
