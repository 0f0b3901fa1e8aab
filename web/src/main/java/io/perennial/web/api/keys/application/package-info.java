/** Issuing and recognising keys. */
@NullMarked
package io.perennial.web.api.keys.application;

import org.jspecify.annotations.NullMarked;
