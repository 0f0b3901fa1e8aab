/** The HTTP API for tills, shops and apps: {@code /api/v1}, JSON, keys, problem details. */
@NullMarked
package io.perennial.web.api;

import org.jspecify.annotations.NullMarked;
