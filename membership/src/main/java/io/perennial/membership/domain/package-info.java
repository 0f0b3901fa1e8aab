/** How members enrol, sign in and climb, and the collections that this needs; plain Java. */
@NullMarked
package io.perennial.membership.domain;

import org.jspecify.annotations.NullMarked;
