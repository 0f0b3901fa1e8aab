package io.perennial.points;

/** How the bonuses that fit the same activity get on with each other. Base rules always pay beside one another. */
public enum Stacking {
    /** Pays whatever else does. */
    ADD_UP,
    /** Of all that are marked so, only the one that pays most; of equal ones the higher priority, then the older rule. */
    BEST_WINS,
    /** When it pays, no other bonus does; among several the highest priority, then the one that pays most. */
    EXCLUSIVE
}
