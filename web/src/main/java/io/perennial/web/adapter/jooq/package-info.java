/** What web keeps in the database: imports and API keys. */
@NullMarked
package io.perennial.web.adapter.jooq;

import org.jspecify.annotations.NullMarked;
