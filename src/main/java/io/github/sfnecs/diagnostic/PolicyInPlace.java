package io.github.sfnecs.diagnostic;

/** What the policies of a role say now about something that was denied to it. */
public enum PolicyInPlace {
    /** They allow it: IAM has not caught up with them yet. */
    ALLOWS,
    /** They don't, and the role is ours to mend. */
    LACKS_AND_IS_OURS,
    /** They don't, and the role is somebody else's. */
    LACKS_AND_IS_FOREIGN,
    /** They could not be read. */
    UNKNOWN
}
