package io.github.sfnecs.fakeaws.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sfnecs.fakeaws.FakeVpc;
import io.github.sfnecs.fakeaws.wire.AwsError;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Whether a Fargate task in its first subnet reaches its image, secrets and logs; in accounts without VPCs every one does.
 *
 * @param network the {@code awsvpcConfiguration} of RunTask
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html">Stopped tasks</a>
 */
public record RouteOut(List<FakeVpc> vpcs, JsonNode network) {
    private static final String UNABLE = "ResourceInitializationError: unable to pull secrets or registry auth: ";
    private static final String CHECK = " Check your task network configuration.";

    /** Refuses what RunTask refuses. The last sentence was not found in AWS's documentation or a report. */
    public static void check(List<FakeVpc> vpcs, JsonNode network) {
        if (vpcs.isEmpty() || network.isMissingNode()) {
            return;
        }
        List<String> homes = texts(network.path("subnets"))
                .map(id -> home(vpcs, id)
                        .orElseThrow(
                                () -> refused("Error retrieving subnet information for [" + id + "]: The subnet ID '"
                                        + id + "' does not exist (ErrorCode: InvalidSubnetID.NotFound)")))
                .map(FakeVpc::id)
                .distinct()
                .toList();
        if (homes.size() > 1) {
            throw refused("All subnets must be in the same VPC.");
        }
        texts(network.path("securityGroups")).forEach(id -> {
            FakeVpc home = vpcs.stream()
                    .filter(vpc ->
                            vpc.groups().stream().anyMatch(group -> group.id().equals(id)))
                    .findFirst()
                    .orElseThrow(() -> refused("Error retrieving security group information for [" + id
                            + "]: The security group '" + id + "' does not exist (ErrorCode: InvalidGroup.NotFound)"));
            if (!homes.contains(home.id())) {
                throw refused("The security group '" + id + "' does not belong to VPC '" + homes.get(0) + "'");
            }
        });
    }

    /** Why the task does not start. */
    public Optional<String> failure(List<JsonNode> containers) {
        String subnet = network.path("subnets").path(0).asText();
        Optional<FakeVpc> home = home(vpcs, subnet);
        if (home.isEmpty() || leadsOut(home.get().tableOf(subnet))) {
            return Optional.empty();
        }
        return containers.stream()
                .flatMap(container -> failures(container, home.get(), subnet))
                .findFirst();
    }

    private Stream<String> failures(JsonNode container, FakeVpc home, String subnet) {
        boolean ecr = container.path("image").asText().contains(".dkr.ecr.");
        Stream.Builder<String> failures = Stream.builder();
        if (ecr && !(has(home, "ecr.api") && has(home, "ecr.dkr") && gateway(home, subnet))) {
            failures.add(
                    UNABLE + "The task cannot pull registry auth from Amazon ECR: There is a connection issue between"
                            + " the task and Amazon ECR." + CHECK);
        }
        if (!container.path("secrets").isEmpty() && !has(home, "secretsmanager")) {
            failures.add(
                    UNABLE + "unable to retrieve secret from asm: There is a connection issue between the task and AWS"
                            + " Secrets Manager." + CHECK);
        }
        if (!ecr) {
            failures.add(
                    "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref "
                            + container.path("image").asText() + ": dial tcp 192.0.2.1:443: i/o timeout");
        }
        if (container.at("/logConfiguration/logDriver").asText().equals("awslogs") && !has(home, "logs")) {
            failures.add("ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon"
                    + " CloudWatch log group defined in the task definition. There is a connection issue between the task"
                    + " and Amazon CloudWatch." + CHECK);
        }
        return failures.build();
    }

    private boolean leadsOut(FakeVpc.RouteTable table) {
        boolean publicIp = network.path("assignPublicIp").asText().equals("ENABLED");
        return !table.out().isEmpty()
                && !table.blackhole()
                && (publicIp || !table.out().startsWith("igw-"));
    }

    private static boolean has(FakeVpc home, String service) {
        return home.endpoints().stream().anyMatch(endpoint -> endpoint.service().equals(service));
    }

    private static boolean gateway(FakeVpc home, String subnet) {
        return home.endpoints().stream()
                .filter(endpoint -> endpoint.service().equals("s3"))
                .anyMatch(endpoint ->
                        endpoint.tables().contains(home.tableOf(subnet).id()));
    }

    private static Optional<FakeVpc> home(List<FakeVpc> vpcs, String subnet) {
        return vpcs.stream()
                .filter(vpc -> vpc.subnets().stream().anyMatch(one -> one.id().equals(subnet)))
                .findFirst();
    }

    private static Stream<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
    }

    private static AwsError refused(String message) {
        return new AwsError("InvalidParameterException", message);
    }
}
