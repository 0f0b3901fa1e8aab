package io.perennial.web.pages;

/** Whom a sentence speaks to. */
public enum Voice {
    /** Of the member, as someone else. */
    STAFF,
    /** To the member. */
    MEMBER
}
