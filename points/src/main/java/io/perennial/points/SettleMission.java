package io.perennial.points;

import io.perennial.membership.MemberId;

/**
 * Gives the prize of a mission to whoever has done all its steps in the period that goes on; a consequence of a new version
 * that asks for less. May be called again, and after it broke off.
 */
public interface SettleMission {

    void settle(MissionId mission);

    /**
     * The same of all missions for one member, whose steps were added to those of somebody who was merged into them; nothing
     * for one who was merged or has left.
     */
    void settle(MemberId member);
}
