/**
 * Files of activities, from upload to last line: received in pieces, checked, shown as a preview, booked in chunks that a
 * killed process goes on with.
 */
@NullMarked
package io.perennial.web.imports;

import org.jspecify.annotations.NullMarked;
