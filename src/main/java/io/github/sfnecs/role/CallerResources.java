package io.github.sfnecs.role;

import io.github.sfnecs.arn.ClusterArn;
import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.change.Adoption;
import io.github.sfnecs.goal.Goal;
import io.github.sfnecs.goal.Need;
import io.github.sfnecs.goal.Need.Necessity;
import io.github.sfnecs.role.CallerPolicy.Bounds;
import io.github.sfnecs.role.StateMachineRole.Managed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the needs of goals are about in one project: the ARNs, and the conditions that bind them further.
 *
 * @param scope where everything lives
 * @param clusters where the tasks run
 * @param role the state machine's
 * @param bounds what of the task bounds its callers
 */
record CallerResources(Scope scope, List<ClusterArn> clusters, StateMachineRole role, Bounds bounds) {
    private static final String ANY = "*";
    private static final String NO_RESOURCE = " has no resource in AWS";
    private static final String TASK_IDS = "the id of a task is unknown before it runs";
    private static final String NEW_NAMES = "an execution has a new name each time";
    private static final String PUT_BOUNDARY = "iam:PutRolePermissionsBoundary";

    /** All that the goal's caller needs here. */
    Stream<Permission> permissions(Goal goal) {
        return goal.needs().stream()
                .flatMap(need -> places(need)
                        .map(place -> new Permission(
                                goal, necessity(need), actions(need), place.resources, place.context, place.wildcard)))
                .filter(permission -> !permission.resources().isEmpty());
    }

    private Necessity necessity(Need need) {
        if (need.necessity() != Necessity.REQUIRED_OF_OTHERS) {
            return need.necessity();
        }
        return managed().filter(ours -> ours.adoption() != Adoption.ADOPT).isPresent()
                ? Necessity.HELPFUL
                : Necessity.REQUIRED;
    }

    /** A boundary is put only where there is to be one. */
    private List<String> actions(Need need) {
        return need.actions().stream()
                .filter(action -> !action.equals(PUT_BOUNDARY) || boundary().isPresent())
                .toList();
    }

    /**
     * Where something is allowed.
     *
     * @param resources none where this project has nothing of the kind
     */
    private record Place(List<String> resources, Map<String, String> context, String wildcard) {
        private static Place of(String resource) {
            return new Place(List.of(resource), Map.of(), "");
        }

        private static Place of(String resource, Map<String, String> context, String wildcard) {
            return new Place(List.of(resource), context, wildcard);
        }
    }

    private Stream<Place> places(Need need) {
        return switch (need.resource()) {
            case CLUSTER -> clusters.stream().map(cluster -> Place.of(cluster.text()));
            case TASKS -> clusters.stream().map(cluster -> tasks(cluster, Map.of()));
            case TAGGED_TASKS -> clusters.stream().map(cluster -> tasks(cluster, bounds.taskTags()));
            case LISTED_CLUSTER ->
                clusters.stream()
                        .map(cluster -> Place.of(
                                ANY,
                                in(cluster),
                                need.actions().get(0) + NO_RESOURCE
                                        + " but container instances, which Fargate has not"));
            case STATE_MACHINE -> one(role.stateMachineArn());
            case EXECUTIONS -> one(scope.execution(stateMachine(), ANY), Map.of(), NEW_NAMES);
            case MAP_RUNS -> one(scope.regional("states", "mapRun:" + stateMachine() + "/*:*"), Map.of(), NEW_NAMES);
            case CHILD_EXECUTIONS -> one(scope.execution(stateMachine() + "/*", ANY), Map.of(), NEW_NAMES);
            case LOG_STREAMS -> Stream.of(logStreams());
            case ROLE -> one(role.arn());
            case PASSED_ROLE -> one(role.arn(), Map.of("iam:PassedToService", "states.amazonaws.com"), "");
            case OWN_ROLE -> Stream.of(ownRole(Map.of()));
            case BOUNDED_ROLE -> Stream.of(ownRole(bounded()));
            case POLICIES ->
                Stream.of(new Place(
                        List.of(scope.policy(scope.account(), ANY), scope.policy("aws", ANY)),
                        Map.of(),
                        "which policies are attached to the role is unknown beforehand"));
            case ANY_ROLE ->
                one(
                        scope.role("/", ANY),
                        Map.of(),
                        "the task's roles stand in its task definition, and the caller may work as any role");
            case ANY_USER -> one(scope.user("/", ANY), Map.of(), "the caller may be any user");
            case LOG_GROUPS ->
                one(
                        anywhere().regional("logs", "log-group:*"),
                        Map.of(),
                        "AWS lists the log groups of a region as a whole; awslogs-region says which");
            case REPOSITORIES ->
                one(
                        anywhere().regional("ecr", "repository/*"),
                        Map.of(),
                        "the task's images stand in its task definition");
            case NETWORK -> one(ANY, Map.of(), "what EC2 describes" + NO_RESOURCE);
            case NONE -> one(ANY, Map.of(), need.actions().get(0) + NO_RESOURCE);
        };
    }

    private static Stream<Place> one(String resource) {
        return Stream.of(Place.of(resource));
    }

    private static Stream<Place> one(String resource, Map<String, String> context, String wildcard) {
        return Stream.of(Place.of(resource, context, wildcard));
    }

    private Scope anywhere() {
        return new Scope(scope.partition(), ANY, scope.account());
    }

    private Optional<Managed> managed() {
        return role instanceof Managed ours ? Optional.of(ours) : Optional.empty();
    }

    private Optional<String> boundary() {
        return managed().flatMap(Managed::permissionsBoundaryArn);
    }

    private Place ownRole(Map<String, String> context) {
        return new Place(managed().map(Managed::arn).stream().toList(), context, "");
    }

    /**
     * CreateRole and PutRolePermissionsBoundary take by this key the boundary that is to be, PutRolePolicy and UpdateAssumeRolePolicy
     * the one that the role has. https://docs.aws.amazon.com/service-authorization/latest/reference/list_iam.html
     */
    private Map<String, String> bounded() {
        return boundary()
                .map(policy -> Map.of("iam:PermissionsBoundary", policy))
                .orElseGet(Map::of);
    }

    private static Map<String, String> in(ClusterArn cluster) {
        return Map.of("ecs:cluster", cluster.text());
    }

    private Place tasks(ClusterArn cluster, Map<String, String> tags) {
        Map<String, String> context = new TreeMap<>(in(cluster));
        tags.forEach((key, value) -> context.put("aws:ResourceTag/" + key, value));
        return Place.of(scope.everyTask(cluster.name()), context, TASK_IDS);
    }

    private String stateMachine() {
        return new StateMachineArn(role.stateMachineArn()).name();
    }

    /** Nothing where no container prints to CloudWatch Logs; a group that there is not, where it is unknown to which. */
    private Place logStreams() {
        return bounds.logStreams()
                .map(streams -> new Place(streams, Map.of(), TASK_IDS))
                .orElseGet(() -> Place.of(
                        scope.regional("logs", "log-group:YOUR-LOG-GROUP:log-stream:*"),
                        Map.of(),
                        TASK_IDS
                                + "; write the awslogs-group of the task definition for YOUR-LOG-GROUP, since the task definition"
                                + " could not be read"));
    }
}
