package io.github.sfnecs.goal;

import static io.github.sfnecs.goal.AwsResource.ANY_ROLE;
import static io.github.sfnecs.goal.AwsResource.ANY_USER;
import static io.github.sfnecs.goal.AwsResource.BOUNDED_ROLE;
import static io.github.sfnecs.goal.AwsResource.CLUSTER;
import static io.github.sfnecs.goal.AwsResource.EXECUTIONS;
import static io.github.sfnecs.goal.AwsResource.LISTED_CLUSTER;
import static io.github.sfnecs.goal.AwsResource.LOG_GROUPS;
import static io.github.sfnecs.goal.AwsResource.NETWORK;
import static io.github.sfnecs.goal.AwsResource.NONE;
import static io.github.sfnecs.goal.AwsResource.OWN_ROLE;
import static io.github.sfnecs.goal.AwsResource.PASSED_ROLE;
import static io.github.sfnecs.goal.AwsResource.REPOSITORIES;
import static io.github.sfnecs.goal.AwsResource.ROLE;
import static io.github.sfnecs.goal.AwsResource.STATE_MACHINE;
import static io.github.sfnecs.goal.AwsResource.TAGGED_TASKS;
import static io.github.sfnecs.goal.AwsResource.TASKS;
import static io.github.sfnecs.goal.Needs.helpful;
import static io.github.sfnecs.goal.Needs.required;

import io.github.sfnecs.goal.Need.Necessity;
import java.util.List;
import java.util.Locale;

/**
 * Every goal but {@code help}, which Maven's plugin tools write, with the least that its caller has to be allowed. The tests tell what a
 * goal owes besides, such as a row in the README.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
public enum Goal {
    /** Makes the state machine's role exist with exactly the trust and the permissions that the definition needs. */
    ENSURE_ROLE(required(NONE, "ecs:DescribeTaskDefinition")
            .andRequired(ROLE, "iam:GetRole", "iam:GetRolePolicy")
            .andRequired(OWN_ROLE, "iam:TagRole")
            .andRequired(
                    BOUNDED_ROLE,
                    "iam:CreateRole",
                    "iam:PutRolePolicy",
                    "iam:DeleteRolePolicy",
                    "iam:UpdateAssumeRolePolicy",
                    "iam:PutRolePermissionsBoundary")
            .andEarlier()
            .andPolicies(Necessity.REQUIRED_OF_OTHERS)),

    /** Creates or updates the state machine where it differs from the POM. */
    DEPLOY_STATEMACHINE(required(NONE, "ecs:DescribeTaskDefinition")
            .andHelpful(ROLE, "iam:GetRole", "iam:GetRolePolicy")
            .andRequired(PASSED_ROLE, "iam:PassRole")
            .andRequired(
                    STATE_MACHINE,
                    "states:DescribeStateMachine",
                    "states:ListTagsForResource",
                    "states:CreateStateMachine",
                    "states:UpdateStateMachine",
                    "states:TagResource")
            .andHelpful(NONE, "states:ValidateStateMachineDefinition")),

    /** Starts an execution, shows what happens, and ends the build as the execution ended. */
    EXECUTE(required(STATE_MACHINE, "states:StartExecution")
            .andRequired(EXECUTIONS, "states:DescribeExecution", "states:StopExecution")
            .andMapRuns()
            .andConcurrency()
            .andWatching()),

    /** Stops the running tasks that the state machine started, and no others. */
    CLEANUP_TASKS(required(LISTED_CLUSTER, "ecs:ListTasks")
            .andRequired(TASKS, "ecs:DescribeTasks")
            .andRequired(TAGGED_TASKS, "ecs:StopTask")),

    /** Says whether an execution would succeed, before there is one. */
    CHECK(helpful(CLUSTER, "ecs:DescribeClusters")
            .andHelpful(NONE, "ecs:DescribeTaskDefinition")
            .andHelpful(STATE_MACHINE, "states:DescribeStateMachine", "states:ListTagsForResource")
            .andHelpful(NONE, "states:ValidateStateMachineDefinition")
            .andEarlier()
            .andDenials()
            .andHelpful(ANY_ROLE, "iam:GetRole", "iam:SimulatePrincipalPolicy")
            .andHelpful(ANY_USER, "iam:SimulatePrincipalPolicy")
            .andHelpful(NONE, "iam:SimulateCustomPolicy")
            .andHelpful(LOG_GROUPS, "logs:DescribeLogGroups")
            .andHelpful(REPOSITORIES, "ecr:BatchGetImage")
            .andHelpful(
                    NETWORK,
                    "ec2:DescribeSubnets",
                    "ec2:DescribeSecurityGroups",
                    "ec2:DescribeRouteTables",
                    "ec2:DescribeVpcEndpoints")),

    /** Says why an execution failed, or what a message of AWS's means. */
    EXPLAIN(required(EXECUTIONS, "states:DescribeExecution", "states:GetExecutionHistory")
            .andMapRuns()
            .andTasks()
            .andDenials()),

    /** Attaches to an execution that is running, shows what happens, and ends the build as the execution ended. */
    FOLLOW(helpful(STATE_MACHINE, "states:ListExecutions")
            .andRequired(EXECUTIONS, "states:DescribeExecution")
            .andMapRuns()
            .andWatching()),

    /** Shows the state machine, its last executions, and its running tasks. */
    STATUS(helpful(STATE_MACHINE, "states:DescribeStateMachine", "states:ListExecutions")
            .andHelpful(EXECUTIONS, "states:GetExecutionHistory")
            .andHelpful(LISTED_CLUSTER, "ecs:ListTasks")
            .andHelpful(TASKS, "ecs:DescribeTasks")),

    /** Writes the definition as a file, from which one of the user's own grows. */
    EXPORT(required(NONE, "ecs:DescribeTaskDefinition")),

    /** Has a failed execution go on where it failed, and waits for it as execute does. */
    REDRIVE(required(EXECUTIONS, "states:RedriveExecution", "states:DescribeExecution", "states:StopExecution")
            .andHelpful(STATE_MACHINE, "states:ListExecutions")
            .andMapRuns()
            .andConcurrency()
            .andHelpful(LISTED_CLUSTER, "ecs:ListTasks")
            .andWatching());

    @SuppressWarnings("ImmutableEnumChecker") // nobody can change this list
    private final List<Need> needs;

    Goal(Needs needs) {
        this.needs = needs.all();
    }

    /** What its caller needs, in the order in which it is told. */
    public List<Need> needs() {
        return needs;
    }

    /** Whether it changes or starts anything in AWS. */
    public boolean writes() {
        return needs.stream().anyMatch(Need::writes);
    }

    /** The goal as users type it, after {@code sfn-ecs:}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
