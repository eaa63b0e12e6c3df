package io.github.sfnecs.aws;

import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Which call an SDK exception came from. The exception itself doesn't say, so this travels with it as a suppressed one:
 * its own type stays what callers catch.
 */
final class FailedCall extends RuntimeException {
    private FailedCall(String call) {
        super(call, null, false, false);
    }

    /** The call, such as {@code Sfn CreateStateMachine}, that the exception came from. */
    static Optional<String> of(Throwable exception) {
        return Arrays.stream(exception.getSuppressed())
                .filter(FailedCall.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst();
    }

    /** Notes the call on each exception that leaves a client. */
    static final class Recorder implements ExecutionInterceptor {
        @Override
        public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
            Throwable exception = context.exception();
            exception.addSuppressed(new FailedCall(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME) + " "
                    + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)));
            return exception;
        }
    }
}
