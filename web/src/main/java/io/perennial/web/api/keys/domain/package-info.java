/** What a key looks like and where keys are kept. */
@NullMarked
package io.perennial.web.api.keys.domain;

import org.jspecify.annotations.NullMarked;
