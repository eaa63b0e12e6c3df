package io.github.sfnecs.goal;

import static io.github.sfnecs.goal.AwsResource.CHILD_EXECUTIONS;
import static io.github.sfnecs.goal.AwsResource.EXECUTIONS;
import static io.github.sfnecs.goal.AwsResource.LOG_STREAMS;
import static io.github.sfnecs.goal.AwsResource.MAP_RUNS;
import static io.github.sfnecs.goal.AwsResource.NONE;
import static io.github.sfnecs.goal.AwsResource.POLICIES;
import static io.github.sfnecs.goal.AwsResource.ROLE;
import static io.github.sfnecs.goal.AwsResource.STATE_MACHINE;
import static io.github.sfnecs.goal.AwsResource.TASKS;

import io.github.sfnecs.goal.Need.Necessity;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a goal's caller needs, said one after the other.
 *
 * @param all in the order in which it is told
 */
record Needs(List<Need> all) {
    /** A goal that does not call AWS. */
    static Needs nothing() {
        return new Needs(List.of());
    }

    static Needs required(AwsResource resource, String... actions) {
        return nothing().andRequired(resource, actions);
    }

    static Needs helpful(AwsResource resource, String... actions) {
        return nothing().andHelpful(resource, actions);
    }

    Needs andRequired(AwsResource resource, String... actions) {
        return and(Necessity.REQUIRED, resource, actions);
    }

    Needs andHelpful(AwsResource resource, String... actions) {
        return and(Necessity.HELPFUL, resource, actions);
    }

    private Needs and(Necessity necessity, AwsResource resource, String... actions) {
        return new Needs(Stream.concat(all.stream(), Stream.of(new Need(necessity, resource, List.of(actions))))
                .toList());
    }

    /** Showing what happens in an execution, and explaining its failure. */
    Needs andWatching() {
        return andHelpful(EXECUTIONS, "states:GetExecutionHistory", "states:DescribeStateMachineForExecution")
                .andHelpful(CHILD_EXECUTIONS, "states:GetExecutionHistory")
                .andTasks()
                .andHelpful(LOG_STREAMS, "logs:GetLogEvents")
                .andDenials();
    }

    /** Showing how far a distributed Map is, and why some of its items failed. */
    Needs andMapRuns() {
        return andHelpful(MAP_RUNS, "states:DescribeMapRun", "states:ListExecutions")
                .andHelpful(CHILD_EXECUTIONS, "states:DescribeExecution");
    }

    /** Having no more of its executions run at a time than ECS launches tasks for. */
    Needs andConcurrency() {
        return andHelpful(MAP_RUNS, "states:UpdateMapRun");
    }

    /** Seeing what executions need that run an earlier definition. */
    Needs andEarlier() {
        return andHelpful(STATE_MACHINE, "states:ListExecutions")
                .andHelpful(EXECUTIONS, "states:DescribeStateMachineForExecution");
    }

    /** Looking at tasks. */
    Needs andTasks() {
        return andHelpful(TASKS, "ecs:DescribeTasks").andHelpful(NONE, "ecs:DescribeTaskDefinition");
    }

    /** Saying what the state machine's role was denied, and why. */
    Needs andDenials() {
        return andHelpful(ROLE, "iam:GetRole", "iam:GetRolePolicy").andPolicies(Necessity.HELPFUL);
    }

    /** Seeing all policies of the state machine's role. */
    Needs andPolicies(Necessity necessity) {
        return and(necessity, ROLE, "iam:ListRolePolicies", "iam:ListAttachedRolePolicies")
                .and(necessity, POLICIES, "iam:GetPolicy", "iam:GetPolicyVersion");
    }
}
