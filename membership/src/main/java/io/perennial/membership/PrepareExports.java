package io.perennial.membership;

/** Makes the exports that members asked for, and deletes those whose time is over. For a job; any instance may run it. */
public interface PrepareExports {

    /** Makes the one that waits longest, unless another instance is at it. @return whether there was one */
    boolean prepareNext();

    /** @return how many were deleted */
    int forgetOld();
}
