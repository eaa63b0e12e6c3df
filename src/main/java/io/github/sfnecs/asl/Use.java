package io.github.sfnecs.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Task or Map state needs of AWS. What the role may do, what is checked and what is cleaned up follows from these.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html
 */
public sealed interface Use permits TaskUse, Use.InlineMap, Use.ChildRuns, Use.NestedUse, Use.ServiceUse, Use.OtherUse {
    /** The state. */
    State state();

    /** What decides about the permissions that it needs, each under the name that the definition has for it. */
    default Map<String, Ref> deciding() {
        return Map.of();
    }

    /** What this state needs; empty where it is neither a Task nor a Map. */
    static Optional<Use> of(State state) {
        return switch (state.type()) {
            case "Task" -> Optional.of(task(state, state.body().path("Resource").asText()));
            case "Map" -> Optional.of(map(state));
            default -> Optional.empty();
        };
    }

    private static Use task(State state, String resource) {
        Optional<IntegrationPattern> pattern = IntegrationPattern.of(resource);
        if (pattern.isPresent()) {
            return new TaskUse(state, pattern.get());
        }
        Matcher service = ServiceUse.RESOURCE.matcher(resource);
        if (!service.matches()) {
            return new OtherUse(state, resource);
        }
        return service.group("call").equals("states:startExecution")
                ? new NestedUse(state, service.group("form"))
                : new ServiceUse(state, service.group("call"), service.group("form"));
    }

    private static Use map(State state) {
        String mode = state.body()
                .path("ItemProcessor")
                .path("ProcessorConfig")
                .path("Mode")
                .asText();
        return mode.equals("DISTRIBUTED") ? new ChildRuns(state) : new InlineMap(state);
    }

    /**
     * A Map state that goes through its items in the execution itself, for which it needs nothing.
     * https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html
     */
    record InlineMap(State state) implements Use {}

    /**
     * A Map state that starts an execution of its own for each item, or for some together.
     * https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
     */
    record ChildRuns(State state) implements Use {
        /** Where it reads its items from. */
        public Optional<S3Use> reader() {
            return S3Use.of(state.body().path("ItemReader"));
        }

        /** Where it writes its results to. */
        public Optional<S3Use> writer() {
            return S3Use.of(state.body().path("ResultWriter"));
        }

        @Override
        public Map<String, Ref> deciding() {
            Map<String, Ref> deciding = new LinkedHashMap<>();
            reader().ifPresent(reader -> deciding.putAll(reader.deciding("ItemReader")));
            writer().ifPresent(writer -> deciding.putAll(writer.deciding("ResultWriter")));
            return deciding;
        }
    }

    /**
     * What the reader or the writer of a distributed Map state does in Amazon S3.
     *
     * @param resource such as {@code arn:aws:states:::s3:getObject}
     * @param arguments the bucket, and a key or a prefix
     */
    record S3Use(String resource, Arguments arguments) {
        static Optional<S3Use> of(JsonNode json) {
            return json.has("Resource")
                    ? Optional.of(new S3Use(json.path("Resource").asText(), Arguments.of(json)))
                    : Optional.empty();
        }

        private Map<String, Ref> deciding(String of) {
            Map<String, Ref> deciding = new LinkedHashMap<>();
            deciding.put(of + ".Bucket", arguments.text("Bucket"));
            for (String name : new String[] {"Key", "Prefix"}) {
                if (arguments.has(name)) {
                    deciding.put(of + "." + name, arguments.text(name));
                }
            }
            return deciding;
        }
    }

    /**
     * A Task state that starts an execution of another state machine.
     * https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
     *
     * @param form how it waits for that: {@code .sync:2}, {@code .sync}, {@code .waitForTaskToken}, or not at all
     */
    record NestedUse(State state, String form) implements Use {
        /** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
        private static final Pattern ITSELF =
                Pattern.compile("\\$\\$\\.StateMachine\\.Id|\\{%\\s*+\\$states\\.context\\.StateMachine\\.Id\\s*+%}");

        /** The ARN of the other state machine. */
        public Ref stateMachine() {
            return state.arguments().text("StateMachineArn");
        }

        /** Whether an ARN is that of the state machine which has the state, as its context says. */
        public static boolean isOwn(Ref stateMachine) {
            return stateMachine instanceof Ref.Dynamic dynamic
                    && ITSELF.matcher(dynamic.expression().strip()).matches();
        }

        /** Whether it starts the state machine which has this ARN, and which has the state; perhaps a version or an alias of it. */
        boolean startsItself(String stateMachineArn) {
            return isOwn(stateMachine())
                    || stateMachine()
                            .literal()
                            .filter(arn -> (arn + ":").startsWith(stateMachineArn + ":"))
                            .isPresent();
        }

        @Override
        public Map<String, Ref> deciding() {
            return Map.of("StateMachineArn", stateMachine());
        }
    }

    /**
     * A Task state that calls another service by a service integration.
     * https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html
     *
     * @param call such as {@code sns:publish} or {@code aws-sdk:s3:getObject}
     * @param form how it waits for what it started, such as {@code .sync}; empty where it does not
     */
    record ServiceUse(State state, String call, String form) implements Use {
        static final Pattern RESOURCE =
                Pattern.compile("arn:[a-z0-9-]+:states:::(?<call>[A-Za-z0-9:-]+)(?<form>(?:\\..*)?)");
    }

    /**
     * A Task state that runs a Lambda function by its ARN, an activity, or something unheard of.
     *
     * @param resource what it runs
     */
    record OtherUse(State state, String resource) implements Use {}
}
