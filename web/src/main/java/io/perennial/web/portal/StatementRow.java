package io.perennial.web.portal;

import io.perennial.points.ReadStatement;
import java.util.List;

/**
 * An entry as a member reads it, or several of one merge as one.
 *
 * @param line of several: their sum, as things stood after the last of them
 * @param icon what stands beside it
 * @param title what happened, in a few words
 * @param why the whole reason in a sentence
 * @param parts of several: each of them, the newest first
 */
public record StatementRow(
        ReadStatement.Line line, String icon, String title, String why, List<ReadStatement.Line> parts) {}
