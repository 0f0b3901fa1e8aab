/** What operators do from the command line, without the web server. */
@NullMarked
package io.perennial.web.commands;

import org.jspecify.annotations.NullMarked;
