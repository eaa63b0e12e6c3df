package io.github.sfnecs.aws;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Which call an SDK exception came from. The exception itself doesn't say, so this travels with it as a suppressed one:
 * its own type stays what callers catch.
 */
final class FailedCall extends RuntimeException {
    /** The members of requests that say what a call is made for, the most exact one first. */
    private static final List<String> RESOURCES = List.of(
            "executionArn",
            "stateMachineArn",
            "resourceArn",
            "PolicyArn",
            "PolicySourceArn",
            "RoleName",
            "task",
            "taskDefinition",
            "cluster",
            "name",
            "RoleArn");

    /** Those that are lists, of which the first element has to do. */
    private static final List<String> LISTS = List.of("clusters", "ActionNames");

    /** What people call them. */
    private static final Map<String, String> SERVICES =
            Map.of("Ecs", "ECS", "Iam", "IAM", "Sts", "STS", "Ec2", "EC2", "Sfn", "Step Functions");

    /** Whether an attempt of it may have got there. */
    private final boolean sent;

    private FailedCall(String call, boolean sent) {
        super(call, null, false, false);
        this.sent = sent;
    }

    /** The call, such as {@code Iam GetRole on my-role}, that the exception came from. */
    static Optional<String> of(Throwable exception) {
        return noted(exception).map(Throwable::getMessage);
    }

    /** Whether the call may have got there, in any of its attempts. */
    static boolean sent(Throwable exception) {
        return noted(exception).map(call -> call.sent).orElse(true);
    }

    /** The first one that failed: a call for credentials fails before the call that they are for, and is the first noted, or its cause. */
    private static Optional<FailedCall> noted(Throwable exception) {
        return Stream.iterate(exception, Objects::nonNull, Throwable::getCause)
                .flatMap(each -> Arrays.stream(each.getSuppressed())
                        .filter(FailedCall.class::isInstance)
                        .map(FailedCall.class::cast)
                        .findFirst()
                        .stream())
                .reduce((outer, inner) -> inner);
    }

    /**
     * Notes the call on each exception that leaves a client, and at its beginning for those that wait for it.
     *
     * @param patience with which they do
     */
    record Recorder(Patience patience) implements ExecutionInterceptor {
        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
            patience.begin(SERVICES.getOrDefault(service, service), () -> what(context.request(), attributes));
        }

        @Override
        public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
            Throwable exception = context.exception();
            exception.addSuppressed(new FailedCall(
                    attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME) + " "
                            + what(context.request(), attributes),
                    patience.sent()));
            return exception;
        }

        private static String what(SdkRequest request, ExecutionAttributes attributes) {
            return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)
                    + resource(request).map(name -> " on " + name).orElse("");
        }

        private static Optional<String> resource(SdkRequest request) {
            return RESOURCES.stream()
                    .flatMap(member -> request.getValueForField(member, String.class).stream())
                    .findFirst()
                    .or(() -> LISTS.stream()
                            .flatMap(member -> request.getValueForField(member, List.class).stream())
                            .flatMap(some -> ((List<?>) some).stream())
                            .map(String::valueOf)
                            .findFirst());
        }
    }
}
