package io.github.sfnecs.aws;

import static java.util.Map.entry;

import io.github.sfnecs.arn.ExecutionArn;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** An answer without something that AWS always says and that no goal can do without: what answered is not AWS. */
final class LackingAnswer extends SdkClientException {
    /** What no goal can do without, of each answer; everything else may be missing, and so may what has a question mark. */
    private static final Map<String, List<String>> NEEDED = Map.ofEntries(
            entry(
                    "GetRoleResponse",
                    List.of("Role.Arn", "Role.AssumeRolePolicyDocument", "Role.Tags.Key", "Role.Tags.Value")),
            entry("GetRolePolicyResponse", List.of("PolicyDocument")),
            entry("ListTagsForResourceResponse", List.of("tags.key", "tags.value")),
            entry("DescribeStateMachineResponse", List.of("definition", "roleArn", "type")),
            entry("DescribeExecutionResponse", List.of("executionArn", "stateMachineArn", "status")),
            entry(
                    "GetExecutionHistoryResponse",
                    List.of("events.id", "events.type", "events.timestamp", "events.stateEnteredEventDetails?.name")),
            entry("GetCallerIdentityResponse", List.of("Arn")),
            entry("DescribeSubnetsResponse", List.of("Subnets.SubnetId", "Subnets.VpcId", "Subnets.AvailabilityZone")),
            entry("DescribeSecurityGroupsResponse", List.of("SecurityGroups.GroupId", "SecurityGroups.VpcId")),
            entry(
                    "DescribeTaskDefinitionResponse",
                    List.of(
                            "taskDefinition.taskDefinitionArn",
                            "taskDefinition.family",
                            "taskDefinition.containerDefinitions.name")),
            entry("DescribeTasksResponse", List.of("tasks.taskArn")),
            entry(
                    "ListExecutionsResponse",
                    List.of("executions.executionArn", "executions.name", "executions.status")));

    private LackingAnswer(String member) {
        super(SdkClientException.builder().message("The answer has no " + member));
    }

    /** That because of which this failed, if that is it: the SDK puts it into an exception of its own. */
    static Optional<LackingAnswer> in(Throwable exception) {
        return Stream.iterate(exception, Objects::nonNull, Throwable::getCause)
                .filter(LackingAnswer.class::isInstance)
                .map(LackingAnswer.class::cast)
                .findFirst();
    }

    /** Looks at each answer. */
    static final class Check implements ExecutionInterceptor {
        @Override
        public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
            SdkResponse answer = context.response();
            for (String member : NEEDED.getOrDefault(answer.getClass().getSimpleName(), List.of())) {
                if (lacks(answer, Arrays.asList(member.split("\\.")))) {
                    throw new LackingAnswer(member);
                }
            }
            return answer instanceof DescribeExecutionResponse execution && execution.name() == null
                    ? named(execution)
                    : answer;
        }

        /** Its model does not promise the name, and the ARN ends with it. */
        private static DescribeExecutionResponse named(DescribeExecutionResponse execution) {
            return execution.toBuilder()
                    .name(new ExecutionArn(execution.executionArn()).name())
                    .build();
        }
    }

    /** Whether the value, or one of a list's, lacks what this path leads to. */
    private static boolean lacks(Object value, List<String> path) {
        if (path.isEmpty()) {
            return value == null;
        }
        if (value instanceof Collection<?> list) {
            return list.stream().anyMatch(element -> lacks(element, path));
        }
        String name = path.get(0).replace("?", "");
        Object member = value == null ? null : member((SdkPojo) value, name);
        return !(member == null && path.get(0).endsWith("?")) && lacks(member, path.subList(1, path.size()));
    }

    private static Object member(SdkPojo value, String name) {
        return value.sdkFields().stream()
                .filter(field -> field.memberName().equals(name))
                .findFirst()
                .orElseThrow()
                .getValueOrDefault(value);
    }
}
