package io.github.sfnecs.change;

/** What to do with a resource of the wanted name that is not ours. */
public enum Adoption {
    /** Leave it alone and fail. */
    REFUSE,
    /** Take it over: from then on it is ours. */
    ADOPT
}
