/** Who may come in, by which door: sessions of members and of staff, what each role may do, and what happens to everyone else. */
@NullMarked
package io.perennial.web.security;

import org.jspecify.annotations.NullMarked;
