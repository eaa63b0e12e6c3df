package io.github.sfnecs.fakeaws.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.world.Place;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What Step Functions asks of a role before it takes a definition.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html">Roles of state machines</a>
 */
public record RoleChecks(Place place, Account account) {

    public static final String NOT_TRUSTED =
            "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the"
                    + " provided role.";

    private static final List<String> MANAGED_RULE =
            List.of("events:PutTargets", "events:PutRule", "events:DescribeRule");

    /** See https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html */
    private static final List<String> LOG_DELIVERY = Stream.of(
                    "CreateLogDelivery",
                    "GetLogDelivery",
                    "UpdateLogDelivery",
                    "DeleteLogDelivery",
                    "ListLogDeliveries",
                    "PutResourcePolicy",
                    "DescribeResourcePolicies",
                    "DescribeLogGroups")
            .map(action -> "logs:" + action)
            .toList();

    public void check(String roleArn, String machineArn, Definition definition, JsonNode logging) {
        if (!trusted(roleArn, machineArn)) {
            throw new AwsError("AccessDeniedException", NOT_TRUSTED);
        }
        boolean rules = definition.tasks().stream()
                .map(State::resource)
                .filter(resource -> resource.pattern().runsJob())
                .map(resource -> resource.type().equals("ecs") ? "ECSTask" : "StepFunctionsExecution")
                .map(kind -> place.arn("events", "rule/StepFunctionsGetEventsFor" + kind + "Rule"))
                .allMatch(rule -> allowed(roleArn, MANAGED_RULE, rule));
        if (!rules) {
            throw new AwsError("AccessDeniedException", "'" + roleArn + "' is not authorized to create managed-rule.");
        }
        boolean logs = !logging.path("level").asText("OFF").equals("OFF");
        if (logs && !allowed(roleArn, LOG_DELIVERY, "*")) {
            throw new AwsError(
                    "AccessDeniedException",
                    "The state machine IAM Role is not authorized to access the Log Destination");
        }
    }

    public boolean trusted(String roleArn, String machineArn) {
        List<String> names = List.of("states.amazonaws.com", "states." + place.region() + ".amazonaws.com");
        return account.iam()
                .authorizer()
                .assume(roleArn, names, Map.of("aws:SourceArn", machineArn, "aws:SourceAccount", place.account()));
    }

    private boolean allowed(String roleArn, List<String> actions, String resource) {
        return actions.stream()
                .allMatch(action -> account.iam()
                        .authorizer()
                        .decide(roleArn, action, resource, Map.of())
                        .allowed());
    }
}
