package io.github.sfnecs.grants;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.asl.Arguments;
import io.github.sfnecs.asl.IntegrationPattern;
import io.github.sfnecs.asl.Ref;
import io.github.sfnecs.asl.TaskShape;
import io.github.sfnecs.asl.TaskUse;
import io.github.sfnecs.asl.Use;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * What all states of a definition need: each kind of use has a class that says so.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html
 */
public final class Needs {
    private static final String SYNC = ".sync";
    private static final String TOKEN = ".waitForTaskToken";

    private final StateMachineArn machine;
    private final Scope scope;
    private final Function<String, TaskShape> taskDefinitions;
    private final Additions additions;

    /**
     * Those of a state machine.
     *
     * @param scope where it is
     * @param taskDefinitions looked up by the name that a state gives
     * @param additions what the user adds
     */
    public Needs(
            StateMachineArn machine, Scope scope, Function<String, TaskShape> taskDefinitions, Additions additions) {
        this.machine = machine;
        this.scope = scope;
        this.taskDefinitions = taskDefinitions;
        this.additions = additions;
    }

    /**
     * The statements of its policy.
     *
     * @throws ProblemException with every state whose permissions do not follow from the definition
     */
    public List<IamStatement> statements(List<Use> uses) {
        List<String> distributed = uses.stream()
                .filter(Use.ChildRuns.class::isInstance)
                .map(use -> use.state().location() + "/")
                .toList();
        List<Derivation> derived = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Set<List<?>> known = new HashSet<>();
        for (Use use : uses) {
            boolean child = !distributed.isEmpty()
                    && distributed.stream().anyMatch(use.state().location()::startsWith);
            List<?> decided = decided(use, child);
            if (decided.isEmpty() || !known.contains(decided)) {
                Derivation state = derived(use, child);
                derived.add(state);
                state.problem(additions).ifPresentOrElse(problems::add, () -> known.add(decided));
            }
        }
        problems.addAll(additions.unused(uses));
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return Statements.of(
                derived.stream().flatMap(state -> state.grants().stream()).toList());
    }

    /**
     * All on which it depends what a state needs that runs a task or calls a service, or goes through items itself: of many states few
     * differ in it. Empty for others.
     */
    private static List<?> decided(Use use, boolean child) {
        if (!(use.state().credentials() instanceof Ref.Missing)) {
            return List.of();
        } else if (use instanceof TaskUse task) {
            return List.of(task.pattern(), task.deciding(), task.tagged());
        }
        Arguments arguments = use.state().arguments();
        if (use instanceof Use.ServiceUse service) {
            return List.of(service.call(), service.form(), arguments.json(), arguments.language(), child);
        }
        return use instanceof Use.InlineMap ? List.of(Use.InlineMap.class) : List.of();
    }

    private Derivation derived(Use use, boolean child) {
        Derivation state = new Derivation(machine, child, scope, use.state());
        Ref role = use.state().credentials();
        if (!(role instanceof Ref.Missing)) {
            // with another role a state needs nothing else of this one
            assume(state, role);
        } else if (use instanceof TaskUse task) {
            run(state, task);
        } else if (use instanceof Use.ChildRuns runs) {
            Executions.ofChildren(state, runs);
        } else if (use instanceof Use.NestedUse nested) {
            nested(state, nested.form());
        } else if (use instanceof Use.ServiceUse service) {
            service(state, service);
        } else if (use instanceof Use.OtherUse other) {
            other(state, other.resource());
        }
        return state;
    }

    private static void assume(Derivation state, Ref role) {
        String arn = Derivation.decided(role)
                .filter(TaskRole::isArn)
                .orElseGet(() -> state.wrong("Credentials.RoleArn", role, "the ARN of one role"));
        state.needs(Kind.ASSUME_ROLE, arn);
    }

    private void run(Derivation state, TaskUse task) {
        new EcsTasks(state).run(task, taskDefinitions, additions.taskDefinitions());
    }

    private static void nested(Derivation state, String form) {
        switch (form) {
            case "", TOKEN -> Executions.start(state, false);
            case SYNC, SYNC + ":2" -> Executions.start(state, true);
            default -> underivable(state);
        }
    }

    private void service(Derivation state, Use.ServiceUse use) {
        boolean waits = use.form().equals(SYNC);
        boolean isJob = use.call().equals("batch:submitJob") || use.call().equals("glue:startJobRun");
        if (waits ? !isJob : !use.form().isEmpty() && !use.form().equals(TOKEN)) {
            underivable(state);
            return;
        }
        switch (use.call()) {
            case "lambda:invoke", "aws-sdk:lambda:invoke" -> Functions.invoke(state);
            case "sns:publish", "aws-sdk:sns:publish" -> Messages.publish(state);
            case "sqs:sendMessage", "aws-sdk:sqs:sendMessage" -> Messages.send(state);
            case "events:putEvents", "aws-sdk:eventbridge:putEvents" -> Messages.putEvents(state);
            case "dynamodb:getItem", "aws-sdk:dynamodb:getItem" -> Items.one(state, Kind.GET_ITEM);
            case "dynamodb:putItem", "aws-sdk:dynamodb:putItem" -> Items.one(state, Kind.PUT_ITEM);
            case "dynamodb:updateItem", "aws-sdk:dynamodb:updateItem" -> Items.one(state, Kind.UPDATE_ITEM);
            case "dynamodb:deleteItem", "aws-sdk:dynamodb:deleteItem" -> Items.one(state, Kind.DELETE_ITEM);
            case "aws-sdk:dynamodb:query" -> Items.many(state, Kind.QUERY);
            case "aws-sdk:dynamodb:scan" -> Items.many(state, Kind.SCAN);
            case "aws-sdk:s3:getObject" -> objects(state).get();
            case "aws-sdk:s3:putObject" -> objects(state).put();
            case "aws-sdk:s3:deleteObject" -> objects(state).delete();
            case "aws-sdk:s3:listObjectsV2" -> objects(state).list();
            case "aws-sdk:ecs:runTask" -> run(state, new TaskUse(use.state(), IntegrationPattern.REQUEST_RESPONSE));
            case "aws-sdk:ecs:stopTask" -> new EcsTasks(state).ofEveryTask(Kind.STOP_TASK);
            case "aws-sdk:ecs:describeTasks" -> new EcsTasks(state).ofEveryTask(Kind.DESCRIBE_TASKS);
            case "aws-sdk:sfn:startExecution" -> Executions.start(state, false);
            case "batch:submitJob", "aws-sdk:batch:submitJob" -> Jobs.submit(state, waits);
            case "glue:startJobRun", "aws-sdk:glue:startJobRun" -> Jobs.startRun(state, waits);
            case "aws-sdk:glue:startCrawler" -> state.needs(Kind.START_CRAWLER, state.arn(Named.CRAWLER, "Name"));
            case "aws-sdk:glue:getCrawler" -> state.needs(Kind.GET_CRAWLER, state.arn(Named.CRAWLER, "Name"));
            case "http:invoke" -> HttpEndpoints.invoke(state);
            default -> underivable(state);
        }
    }

    private static S3Objects objects(Derivation state) {
        return new S3Objects(state, state.arguments(), "");
    }

    /**
     * A worker asks Step Functions for the work of an activity; the state machine's role needs nothing.
     * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-activities.html
     */
    private void other(Derivation state, String resource) {
        Ref named = resource.isEmpty() ? new Ref.Missing() : new Ref.Literal(resource);
        String name = resource.substring(resource.lastIndexOf(':') + 1);
        if (resource.matches("arn:[^:]*:lambda:.*")) {
            Functions.invoke(state, resource);
        } else if (resource.contains(":activity:")) {
            if (name.isEmpty() || !resource.equals(scope.regional("states", "activity:" + name))) {
                state.wrong(
                        "Resource",
                        named,
                        "an activity of this region and account, which is written like "
                                + scope.regional("states", "activity:load"));
            }
        } else if (resource.startsWith("arn:")) {
            underivable(state);
        } else {
            state.wrong("Resource", named, "the ARN of a service integration, a Lambda function or an activity");
        }
    }

    private static void underivable(Derivation state) {
        state.undecided(
                "What that needs is known for some services only; AWS tells it for all: "
                        + "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html .",
                "");
        state.needs(Unknown.service(state.state().body().path("Resource").asText()));
    }
}
