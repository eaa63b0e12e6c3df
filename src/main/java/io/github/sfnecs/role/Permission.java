package io.github.sfnecs.role;

import io.github.sfnecs.goal.Goal;
import io.github.sfnecs.goal.Need.Necessity;
import io.github.sfnecs.iam.Access;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * What the caller of a goal needs, for one state machine.
 *
 * @param goal the goal
 * @param necessity whether the goal can do without, in this project
 * @param actions such as {@code ecs:RunTask}
 * @param resources ARNs or patterns
 * @param context the values of condition keys that the caller's permission may be bound to
 * @param wildcard why a resource is a pattern; empty where none is
 */
record Permission(
        Goal goal,
        Necessity necessity,
        List<String> actions,
        List<String> resources,
        Map<String, String> context,
        String wildcard) {

    /** Everything that it allows, one by one. */
    Stream<Access> requests() {
        return actions.stream()
                .flatMap(action -> resources.stream().map(resource -> new Access(action, resource, context)));
    }

    /** The statement of a policy that gives it. */
    IamStatement statement() {
        IamStatement.Builder statement = IamStatement.builder().effect(IamEffect.ALLOW);
        actions.forEach(statement::addAction);
        resources.forEach(statement::addResource);
        context.forEach((key, value) -> statement.addCondition(condition -> condition
                .operator(
                        key.equals("ecs:cluster")
                                ? IamConditionOperator.ARN_EQUALS
                                : IamConditionOperator.STRING_EQUALS)
                .key(key)
                .value(value)));
        return statement.build();
    }
}
