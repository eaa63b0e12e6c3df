package io.github.sfnecs.fakeaws.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.ecs.definition.TaskDefinitions;
import io.github.sfnecs.fakeaws.iam.Principal;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.world.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * ECS in one region.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/Welcome.html">ECS API</a>
 */
public final class Ecs {

    private final Map<String, Operation> operations = new HashMap<>();
    private final TaskLauncher launcher;
    private final Tasks tasks;
    private final TaskLife life;

    public Ecs(Place place, Account account) {
        Clusters clusters = new Clusters(place);
        TaskDefinitions definitions = new TaskDefinitions(place, account.timeline());
        life = new TaskLife(place, account);
        tasks = new Tasks(place, clusters, life);
        launcher = new TaskLauncher(place, account, clusters, definitions, life);
        clusters.count(tasks::count);
        operations.putAll(clusters.operations());
        operations.putAll(definitions.operations());
        operations.putAll(tasks.operations());
        operations.putAll(launcher.operations());
        operations.putAll(new Services(place, clusters, launcher).operations());
    }

    public Map<String, Operation> operations() {
        return operations;
    }

    public void callbacks(TaskCallbacks callbacks) {
        life.callbacks(callbacks);
    }

    /** The members that RunTask knows, for Step Functions to check its definitions against. */
    public static String runTaskMembers() {
        return RunTaskMembers.TEXT;
    }

    public ObjectNode runTask(Principal principal, ObjectNode request) {
        return launcher.runTask(principal, request);
    }

    public void stopTask(Principal principal, String cluster, String taskArn, String reason) {
        tasks.stop(principal, cluster, taskArn, reason);
    }

    /** As DescribeTasks would show it. */
    public ObjectNode describeTask(Principal principal, String cluster, String taskArn) {
        return tasks.describeOne(principal, cluster, taskArn);
    }

    /** Is told when the task stops, as EventBridge would. */
    public void whenStopped(String taskArn, Consumer<ObjectNode> listener) {
        life.whenStopped(taskArn, listener);
    }

    static AwsError invalidParameter(String message) {
        return new AwsError("InvalidParameterException", message);
    }
}
