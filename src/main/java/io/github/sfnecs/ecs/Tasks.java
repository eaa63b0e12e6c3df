package io.github.sfnecs.ecs;

import io.github.sfnecs.arn.TaskArn;
import io.github.sfnecs.time.Time;
import io.github.sfnecs.time.TokenBucket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Reads tasks, a hundred of a cluster a call and within ECS's quota.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html
 */
public final class Tasks {
    private static final int PER_CALL = 100;
    private static final int BURST = 100;
    private static final int PER_SECOND = 20;

    private final EcsClient ecs;
    private final List<String> clusters;
    private final TokenBucket pace;

    /** Reads with this client; tasks that nobody tells of from these clusters, by their ARNs. */
    public Tasks(EcsClient ecs, List<String> clusters, Time time) {
        this.ecs = ecs;
        this.clusters = clusters;
        this.pace = new TokenBucket(time, BURST, PER_SECOND);
    }

    /** Shows every task of the clusters that is running or on its way there, a page at a time. */
    public void eachRunning(Consumer<Task> look) {
        clusters.forEach(cluster -> eachRunning(cluster, look));
    }

    private void eachRunning(String cluster, Consumer<Task> look) {
        String next = null;
        do {
            String token = next;
            pace.take();
            // no filter: startedBy leaves out what Request Response started, family what earlier definitions ran
            ListTasksResponse page = ecs.listTasks(
                    request -> request.cluster(cluster).maxResults(PER_CALL).nextToken(token));
            each(page.taskArns(), task -> {
                // some endpoints list what has stopped, too
                if (!"STOPPED".equals(task.lastStatus()) && !"STOPPED".equals(task.desiredStatus())) {
                    look.accept(task);
                }
            });
            next = page.nextToken();
        } while (next != null);
    }

    /** The tasks as they are now; one that ECS does not know, or not any more, is left out. */
    public List<Task> describe(Collection<String> arns) {
        List<Task> tasks = new ArrayList<>();
        each(arns, tasks::add);
        return tasks;
    }

    /** Shows the tasks as they are now, as {@link #describe} does, and keeps none of them. */
    public void each(Collection<String> arns, Consumer<Task> look) {
        arns.stream()
                .collect(Collectors.groupingBy(this::cluster, LinkedHashMap::new, Collectors.toList()))
                .forEach((cluster, there) -> inCalls(there).forEach(some -> {
                    pace.take();
                    ecs.describeTasks(request -> request.cluster(cluster).tasks(some))
                            .tasks()
                            .forEach(look);
                }));
    }

    /** The cluster where a task runs: one of these, else by its name. */
    public String cluster(String taskArn) {
        String name = new TaskArn(taskArn).cluster();
        return clusters.stream()
                .filter(arn -> arn.endsWith("/" + name))
                .findFirst()
                .orElse(name);
    }

    /** Clusters, as a person reads them. */
    public static String where(List<String> clusterArns) {
        return clusterArns.isEmpty() ? "any cluster, for its definition names none" : String.join(", ", clusterArns);
    }

    /** The list cut into pieces of as many tasks as one call takes. */
    public static <T> List<List<T>> inCalls(List<T> all) {
        List<List<T>> pieces = new ArrayList<>();
        for (int from = 0; from < all.size(); from += PER_CALL) {
            pieces.add(all.subList(from, Math.min(from + PER_CALL, all.size())));
        }
        return pieces;
    }
}
