/** Receiving, checking and booking a file. */
@NullMarked
package io.perennial.web.imports.application;

import org.jspecify.annotations.NullMarked;
