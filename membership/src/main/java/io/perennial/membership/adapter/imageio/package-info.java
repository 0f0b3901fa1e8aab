/** Decodes what was uploaded and writes it anew, with the JDK's own codecs. */
@NullMarked
package io.perennial.membership.adapter.imageio;

import org.jspecify.annotations.NullMarked;
