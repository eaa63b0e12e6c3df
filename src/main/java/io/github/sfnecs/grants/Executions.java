package io.github.sfnecs.grants;

import static io.github.sfnecs.grants.Grant.UNKNOWN;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.asl.Arguments;
import io.github.sfnecs.asl.Ref;
import io.github.sfnecs.asl.Use;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a state needs that starts executions: of another state machine, or as a distributed Map state of its own.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html ,
 * https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
 */
final class Executions {
    private static final String MANAGED_RULE = "StepFunctionsGetEventsForStepFunctionsExecutionRule";
    private static final Pattern LABEL = Pattern.compile("[^\\s?*<>{}\\[\\]:;,\\\\|^~$#%&\"`/\uFFFE\uFFFF]{1,40}");
    private static final String TYPE = ":stateMachine:";

    private Executions() {}

    /**
     * Of another state machine.
     *
     * @param waits whether the state waits for its end
     */
    static void start(Derivation state, boolean waits) {
        Ref named = state.arguments().text("StateMachineArn");
        Scope scope = state.scope();
        // what its context is called in the children of a distributed Map is not documented
        Optional<Child> child = !state.child() && Use.NestedUse.isOwn(named)
                ? Optional.of(new Child(state.machine().name(), Optional.empty()))
                : Derivation.known(named).flatMap(text -> Child.of(scope, text));
        if (child.isEmpty()) {
            state.wrong("StateMachineArn", named, "the ARN of a state machine of this region and account");
        }
        String name = child.map(Child::name).orElse(UNKNOWN);
        // AWS looks at the state machine's own ARN, and at a version or alias as a condition, see auth-version-alias
        child.flatMap(Child::qualifier)
                .ifPresentOrElse(
                        qualifier -> state.needs(
                                Kind.START_EXECUTION,
                                scope.stateMachine(name),
                                new Grant.Condition(
                                        "ForAnyValue:StringEquals", "states:StateMachineQualifier", qualifier)),
                        () -> state.needs(Kind.START_EXECUTION, scope.stateMachine(name)));
        if (waits) {
            // the execution's name is unknown beforehand, so every execution of that state machine
            state.needs(Kind.FOLLOW_EXECUTION, scope.execution(name, "*"));
            state.needs(Kind.MANAGED_RULE, scope.rule(MANAGED_RULE));
        }
    }

    /** A state machine, perhaps one version or alias of it. */
    private record Child(String name, Optional<String> qualifier) {
        static Optional<Child> of(Scope scope, String arn) {
            int type = arn.indexOf(TYPE);
            int colon = type < 0 ? -1 : arn.indexOf(':', type + TYPE.length());
            String unqualified = colon < 0 ? arn : arn.substring(0, colon);
            String name = unqualified.substring(type < 0 ? 0 : type + TYPE.length());
            Optional<String> qualifier = colon < 0 ? Optional.empty() : Optional.of(arn.substring(colon + 1));
            return type >= 0
                            && unqualified.equals(scope.stateMachine(name))
                            && Named.STATE_MACHINE.arn(scope, unqualified).isPresent()
                            && qualifier
                                    .filter(text -> text.isEmpty() || text.contains(Grant.WILD))
                                    .isEmpty()
                    ? Optional.of(new Child(name, qualifier))
                    : Optional.empty();
        }
    }

    /** Those of a distributed Map state. Its trust policy is another matter. */
    static void ofChildren(Derivation state, Use.ChildRuns runs) {
        Scope scope = state.scope();
        String machine = state.machine().name();
        // a child's name is unknown beforehand
        String children = scope.execution(machine + "/" + label(state), "*");
        state.needs(Kind.START_EXECUTION, scope.stateMachine(machine));
        // AWS's page names the executions without a label for these; a child's ARN has one
        state.needs(new Grant(
                Kind.FOLLOW_EXECUTION,
                "",
                Kind.FOLLOW_EXECUTION.actions(),
                List.of(scope.execution(machine, "*"), children),
                List.of()));
        state.needs(Kind.REDRIVE_EXECUTION, children);
        runs.reader().ifPresent(reader -> read(state, runs, reader.resource(), reader.arguments()));
        runs.writer().ifPresent(writer -> new S3Objects(state, writer.arguments(), "ResultWriter.").write());
    }

    /** Without one AWS makes one up. https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html */
    private static String label(Derivation state) {
        JsonNode label = state.state().body().path("Label");
        return label.isMissingNode()
                ? "*"
                : LABEL.matcher(label.asText()).matches()
                        ? label.asText()
                        : state.wrong(
                                "Label",
                                new Ref.Literal(label.asText()),
                                "a label: 1 to 40 characters, none of them a space, a control character or one of ?*<>{}[]\"#%\\^|~`$&,;:/");
    }

    private static void read(Derivation state, Use.ChildRuns runs, String resource, Arguments arguments) {
        S3Objects objects = new S3Objects(state, arguments, "ItemReader.");
        Arguments reader =
                new Arguments(runs.state().body().path("ItemReader").path("ReaderConfig"), arguments.language());
        if (resource.endsWith(":s3:listObjectsV2")) {
            objects.list();
            // https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
            if (reader.text("Transformation").equals(new Ref.Literal("LOAD_AND_FLATTEN"))) {
                objects.getListed();
            }
        } else if (resource.endsWith(":s3:getObject")) {
            if (reader.text("InputType").equals(new Ref.Literal("MANIFEST"))) {
                objects.getManifest();
            } else {
                objects.get();
            }
        } else {
            state.undecided("Its ItemReader has the Resource " + resource + ".", "Correct ItemReader.Resource");
            state.needs(Unknown.service(resource));
        }
    }
}
