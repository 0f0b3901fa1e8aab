package io.perennial.points;

import io.perennial.insights.ActivitiesRecorded;
import java.util.List;

/**
 * Lets streaks and missions count what members did; a consequence of every activity that enters the stream. What counts is
 * worked out from the stream as it stands, so that the same activities may be counted again, in any order, and change nothing.
 */
public interface CountActivities {

    void count(List<ActivitiesRecorded.Line> activities);
}
