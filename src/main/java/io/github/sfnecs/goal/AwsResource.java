package io.github.sfnecs.goal;

/** What in AWS a goal's caller works on. */
public enum AwsResource {
    /** The configured cluster. */
    CLUSTER,
    /** The tasks of the cluster, whoever started them. */
    TASKS,
    /** Those of them that have the tags of {@code taskTags}; all of them where there are no such tags. */
    TAGGED_TASKS,
    /** The cluster as the place of a list, which is a condition and not a resource. */
    LISTED_CLUSTER,
    STATE_MACHINE,
    /** All executions of the state machine. */
    EXECUTIONS,
    /** The Map Runs of its distributed Map states. */
    MAP_RUNS,
    /** The executions of its Map Runs. */
    CHILD_EXECUTIONS,
    /** What the containers print to in CloudWatch Logs; nothing where they print elsewhere. */
    LOG_STREAMS,
    /** The state machine's role, whoever made it. */
    ROLE,
    /** The same role, handed to Step Functions. */
    PASSED_ROLE,
    /** The same role where this plugin makes it; nothing where {@code roleArn} names somebody else's. */
    OWN_ROLE,
    /** Our own role, and only with its permissions boundary where it is to have one. */
    BOUNDED_ROLE,
    /** Managed policies, of which it is unknown beforehand which are attached to a role. */
    POLICIES,
    /** Roles of the account: those of the task, and that of the caller. */
    ANY_ROLE,
    /** Users of the account: the caller may be any. */
    ANY_USER,
    /** The log groups of the account, which AWS lists as a whole. */
    LOG_GROUPS,
    /** The account's repositories of images. */
    REPOSITORIES,
    /** What EC2 describes, by filters and not by ARNs. */
    NETWORK,
    /** Nothing: AWS knows no resource for this one action. */
    NONE
}
