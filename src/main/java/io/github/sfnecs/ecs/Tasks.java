package io.github.sfnecs.ecs;

import io.github.sfnecs.time.Time;
import io.github.sfnecs.time.TokenBucket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Reads the tasks of a cluster, a hundred a call and within ECS's quota.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html
 */
public final class Tasks {
    private static final int PER_CALL = 100;
    private static final int BURST = 100;
    private static final int PER_SECOND = 20;

    private final EcsClient ecs;
    private final String cluster;
    private final TokenBucket pace;

    /** Reads with this client from this cluster, by ARN. */
    public Tasks(EcsClient ecs, String cluster, Time time) {
        this.ecs = ecs;
        this.cluster = cluster;
        this.pace = new TokenBucket(time, BURST, PER_SECOND);
    }

    /** Shows every task of the cluster that is running or on its way there, a page at a time. */
    public void eachRunning(Consumer<Task> look) {
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
        for (List<String> some : inCalls(List.copyOf(arns))) {
            pace.take();
            ecs.describeTasks(request -> request.cluster(cluster).tasks(some))
                    .tasks()
                    .forEach(look);
        }
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
