package io.perennial.membership;

/** What a member told to like; at most all of it. */
public enum Interest {
    HOME,
    KITCHEN,
    GARDEN,
    FASHION,
    BEAUTY,
    FOOD,
    SPORT,
    TRAVEL,
    MUSIC,
    BOOKS,
    TECHNOLOGY,
    FAMILY,
    PETS,
    CRAFTS
}
