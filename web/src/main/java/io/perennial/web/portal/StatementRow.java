package io.perennial.web.portal;

import io.perennial.points.ReadStatement;

/**
 * An entry as a member reads it.
 *
 * @param icon what stands beside it
 * @param title what happened, in a few words
 * @param why the whole reason in a sentence
 */
public record StatementRow(ReadStatement.Line line, String icon, String title, String why) {}
