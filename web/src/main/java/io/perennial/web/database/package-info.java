/** The way to the database: which server of a group to work on, and what it means when a commit is not answered. */
@NullMarked
package io.perennial.web.database;

import org.jspecify.annotations.NullMarked;
