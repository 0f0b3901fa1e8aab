/** What all pages share: language, theme, assets, the sentence after a redirect, figures in words, and pages for what went wrong. */
@NullMarked
package io.perennial.web.pages;

import org.jspecify.annotations.NullMarked;
