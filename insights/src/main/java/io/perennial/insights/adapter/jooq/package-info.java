/** The stream in the database. */
@NullMarked
package io.perennial.insights.adapter.jooq;

import org.jspecify.annotations.NullMarked;
