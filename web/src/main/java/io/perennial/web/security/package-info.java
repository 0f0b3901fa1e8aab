/** Who may come in and do what: sign-in of members and staff, permissions, the gate before the admin site. */
@NullMarked
package io.perennial.web.security;

import org.jspecify.annotations.NullMarked;
