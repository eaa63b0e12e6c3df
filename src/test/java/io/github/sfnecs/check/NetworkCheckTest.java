package io.github.sfnecs.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.asl.Network;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.Finding.Result;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.fakeaws.FakeVpc;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.testing.Lab;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Task;

/** What the check says of a network, beside what ECS makes of a task there. */
class NetworkCheckTest {
    private static final String ECR = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/app:1";
    private static final FakeVpc BARE = FakeVpc.of("vpc-1")
            .subnet("subnet-1", "eu-central-1a")
            .subnet("subnet-2", "eu-central-1b")
            .group("sg-1");
    private static final FakeVpc OTHER = FakeVpc.of("vpc-2")
            .subnet("subnet-9", "eu-central-1c")
            .group("sg-9")
            .routes("rtb-9", "nat-9");
    private static final FakeVpc PRIVATE = BARE.routes("rtb-1", "nat-1");
    private static final FakeVpc ENDPOINTS =
            BARE.routes("rtb-1", "").endpoint("ecr.api").endpoint("ecr.dkr").endpoint("s3", "rtb-1");
    private static final FakeVpc PUBLIC = BARE.routes("rtb-1", "igw-1");

    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    /** A network, and the failure that it leads to; null means that tasks run. */
    private record Scenario(String name, FakeVpc vpc, Network network, String image, KnownFailure failure) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Scenario> scenarios() {
        return List.of(
                new Scenario("nat", PRIVATE, network(false), "busybox", null),
                new Scenario("transit gateway", BARE.routes("rtb-1", "tgw-1"), network(false), "busybox", null),
                new Scenario(
                        "nat that is gone",
                        BARE.blackhole("rtb-1", "nat-1"),
                        network(false),
                        "busybox",
                        KnownFailure.NO_ROUTE),
                new Scenario("public ip", PUBLIC, network(true), "busybox", null),
                new Scenario(
                        "public subnet without public ip", PUBLIC, network(false), "busybox", KnownFailure.NO_ROUTE),
                new Scenario("the same with ecr", PUBLIC, network(false), ECR, KnownFailure.NO_ROUTE),
                new Scenario("no route at all", BARE, network(true), ECR, KnownFailure.NO_ROUTE),
                new Scenario(
                        "a table of its own",
                        PRIVATE.routes("rtb-2", "", "subnet-1"),
                        network(false),
                        "busybox",
                        KnownFailure.NO_ROUTE),
                new Scenario(
                        "a better table of its own",
                        BARE.routes("rtb-1", "").routes("rtb-2", "nat-1", "subnet-1", "subnet-2"),
                        network(false),
                        "busybox",
                        null),
                new Scenario("ecr by endpoints", ENDPOINTS, network(false), ECR, null),
                new Scenario(
                        "s3 in another table",
                        ENDPOINTS.routes("rtb-2", "", "subnet-1"),
                        network(false),
                        ECR,
                        KnownFailure.NO_ROUTE),
                new Scenario(
                        "no such subnet",
                        PRIVATE,
                        new Network(List.of("subnet-1", "subnet-7"), List.of("sg-1"), false),
                        "busybox",
                        KnownFailure.SUBNET_NOT_FOUND),
                new Scenario(
                        "no such group",
                        PRIVATE,
                        new Network(List.of("subnet-1"), List.of("sg-7"), false),
                        "busybox",
                        KnownFailure.SECURITY_GROUP_NOT_FOUND),
                new Scenario(
                        "a group of another vpc",
                        PRIVATE,
                        new Network(List.of("subnet-1"), List.of("sg-9"), false),
                        "busybox",
                        KnownFailure.DIFFERENT_VPCS),
                new Scenario(
                        "a subnet of another vpc",
                        PRIVATE,
                        new Network(List.of("subnet-1", "subnet-9"), List.of(), false),
                        "busybox",
                        KnownFailure.DIFFERENT_VPCS));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void whatIsPredictedIsWhatHappens(Scenario scenario) {
        lab.account.vpcs(scenario.vpc, OTHER);
        lab.clients
                .iam()
                .putRolePolicy(policy -> policy.roleName("ecsTaskExecutionRole")
                        .policyName("ecr")
                        .policyDocument("{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
                                + " \"Action\": \"ecr:*\", \"Resource\": \"*\"}]}"));

        assertThat(findings(scenario.network).stream()
                        .flatMap(finding -> finding.predicts().stream())
                        .distinct())
                .containsExactlyElementsOf(
                        Optional.ofNullable(scenario.failure).stream().toList());
        assertThat(run(scenario.network, scenario.image).flatMap(KnownFailure::in))
                .isEqualTo(Optional.ofNullable(scenario.failure));
    }

    @Test
    void endpointsBringImagesOfEcrOnly() {
        lab.account.vpcs(ENDPOINTS);

        assertThat(findings(network(false)))
                .anySatisfy(
                        finding -> assertThat(finding.says()).contains("images of other registries can't be pulled"));
        assertThat(run(network(false), "busybox").flatMap(KnownFailure::in)).contains(KnownFailure.NO_ROUTE);
    }

    @Test
    void asksFourTimesAndSeesAllPages() {
        lab.account.vpcs(PRIVATE);
        lab.account.forgetCalls();

        assertThat(findings(network(false))).extracting(Finding::result).containsOnly(Result.PASSED);
        assertThat(lab.account.calls())
                .extracting(call -> call.operation())
                .containsExactlyInAnyOrder(
                        "DescribeSubnets", "DescribeSecurityGroups", "DescribeRouteTables", "DescribeVpcEndpoints");

        FakeVpc large = FakeVpc.of("vpc-1").subnet("subnet-1", "eu-central-1a").routes("rtb-1", "");
        for (int table = 0; table < 120; table++) {
            large = large.routes("rtb-of-" + table, "", "subnet-of-" + table);
        }
        lab.account.vpcs(large.routes("rtb-last", "nat-1", "subnet-1"));
        assertThat(findings(new Network(List.of("subnet-1"), List.of(), false)))
                .noneMatch(finding -> finding.result() == Result.FAILED);
    }

    @Test
    void whatMayNotBeReadIsNotChecked() {
        lab.account.vpcs(PRIVATE);
        for (String operation : List.of("DescribeSubnets", "DescribeSecurityGroups", "DescribeRouteTables")) {
            lab.account.faults().next(operation, new Fault.Denied("You are not authorized."));

            assertThat(findings(network(false)))
                    .noneMatch(finding -> finding.result() == Result.FAILED)
                    .anySatisfy(finding -> {
                        assertThat(finding.result()).isEqualTo(Result.NOT_CHECKED);
                        assertThat(finding.fix()).contains("ec2:" + operation);
                    });
        }
    }

    @Test
    void warnsOfOneZoneAndOfGroupsThatLetNothingOut() {
        lab.account.vpcs(FakeVpc.of("vpc-1")
                .subnet("subnet-1", "eu-central-1a")
                .mutedGroup("sg-1")
                .routes("rtb-1", "nat-1"));

        assertThat(findings(new Network(List.of("subnet-1"), List.of("sg-1"), false)))
                .filteredOn(finding -> finding.result() == Result.WARNING)
                .extracting(Finding::says)
                .containsExactly(
                        "The subnets are in eu-central-1a: one availability zone only.",
                        "No security group lets anything out to port 443.");
    }

    @Test
    void onInstancesTheTasksOwnRouteIsNotNeeded() {
        lab.account.vpcs(BARE);

        assertThat(new NetworkCheck(network(false), false, lab.clients).findings())
                .extracting(Finding::result)
                .containsOnly(Result.PASSED);
    }

    private static Network network(boolean publicIp) {
        return new Network(List.of("subnet-1", "subnet-2"), List.of("sg-1"), publicIp);
    }

    private List<Finding> findings(Network network) {
        return new NetworkCheck(network, true, lab.clients).findings();
    }

    /** Why the task was refused or stopped; empty if it runs. */
    private Optional<String> run(Network network, String image) {
        lab.register(
                "job",
                List.of(ContainerDefinition.builder().name("app").image(image).build()));
        Task task;
        try {
            task = lab.clients
                    .ecs()
                    .runTask(request -> request.cluster("jobs")
                            .taskDefinition("job")
                            .launchType(LaunchType.FARGATE)
                            .networkConfiguration(configuration ->
                                    configuration.awsvpcConfiguration(vpc -> vpc.subnets(network.subnets())
                                            .securityGroups(network.securityGroups())
                                            .assignPublicIp(
                                                    network.assignPublicIp()
                                                            ? AssignPublicIp.ENABLED
                                                            : AssignPublicIp.DISABLED))))
                    .tasks()
                    .get(0);
        } catch (EcsException e) {
            return Optional.of(e.getMessage());
        }
        lab.clock.advance(Duration.ofSeconds(5));
        return Optional.ofNullable(lab.clients
                .ecs()
                .describeTasks(request -> request.cluster("jobs").tasks(task.taskArn()))
                .tasks()
                .get(0)
                .stoppedReason());
    }
}
