/** The use cases: lock, ask the domain, store, publish, in one transaction. */
@NullMarked
package io.perennial.points.application;

import org.jspecify.annotations.NullMarked;
