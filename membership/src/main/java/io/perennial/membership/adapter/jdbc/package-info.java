/** What goes to the database past jOOQ, because a prepared statement with its values is all that is needed. */
@NullMarked
package io.perennial.membership.adapter.jdbc;

import org.jspecify.annotations.NullMarked;
