/** The rules of the ledger and of earning, in plain Java: they say what happens, the use cases store it. */
@NullMarked
package io.perennial.points.domain;

import org.jspecify.annotations.NullMarked;
