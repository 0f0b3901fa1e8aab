/** The use cases that answer membership's ports: load, ask the domain, store, publish. */
@NullMarked
package io.perennial.membership.application;

import org.jspecify.annotations.NullMarked;
