/** Reading a file of invoice lines: the same bytes always give the same findings in the same order. */
@NullMarked
package io.perennial.web.imports.domain;

import org.jspecify.annotations.NullMarked;
