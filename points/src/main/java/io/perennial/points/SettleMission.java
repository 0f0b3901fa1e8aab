package io.perennial.points;

/**
 * Gives the prize of a mission to whoever has done all its steps in the period that goes on; a consequence of a new version
 * that asks for less. May be called again, and after it broke off.
 */
public interface SettleMission {

    void settle(MissionId mission);
}
