package io.github.sfnecs.check;

import static io.github.sfnecs.diagnostic.Finding.Area.NETWORK;

import io.github.sfnecs.asl.Network;
import io.github.sfnecs.asl.RunTask;
import io.github.sfnecs.diagnostic.Finding;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.util.VersionInfo;

/**
 * Whether a task in network mode {@code awsvpc} gets a network and a way out.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
 */
public final class NetworkCheck {
    private final RunTask task;
    private final Optional<Vpc> vpc;

    /** Looks into the VPC where there is something to look with. */
    public NetworkCheck(RunTask task, Optional<Vpc> vpc) {
        this.task = task;
        this.vpc = vpc;
    }

    /** None where the task has no network of its own. */
    public List<Finding> findings() {
        Network network = task.network();
        if (network.subnets().isEmpty()) {
            return List.of();
        }
        return vpc.map(found -> found.findings(task)).orElseGet(() -> List.of(zones(network), unseen(network)));
    }

    /** Tasks in one zone are lost with it. */
    static Finding oneZone(String where) {
        return Finding.warning(
                NETWORK,
                where + ": one availability zone only.",
                "When Fargate has no capacity in that zone, or the zone fails, no task starts.",
                "Add a subnet of another zone to subnets");
    }

    private static Finding zones(Network network) {
        return network.subnets().size() == 1
                ? oneZone("There is one subnet, " + network.subnets().get(0))
                : Finding.notChecked(
                        NETWORK,
                        "Whether the " + network.subnets().size() + " subnets are in more than one zone.",
                        "EC2 was not asked: the plugin has no client for it.",
                        "Add EC2's client to the plugin, as the next finding shows");
    }

    private static Finding unseen(Network network) {
        String way = network.assignPublicIp()
                ? "With assignPublicIp=true the subnets need a route to an internet gateway, or a NAT gateway."
                : "With assignPublicIp=false the subnets need a NAT gateway, or VPC endpoints for the image, secrets and"
                        + " logs.";
        return Finding.notChecked(
                NETWORK,
                "Whether subnets and security groups exist, in one VPC, with a route out.",
                "EC2 was not asked: the plugin has no client for it. " + way,
                module());
    }

    private static String module() {
        return """
                Add EC2's client to the plugin:
                <plugin>
                  <groupId>io.github.sfnecs</groupId>
                  <artifactId>sfn-ecs-maven-plugin</artifactId>
                  <dependencies>
                    <dependency>
                      <groupId>software.amazon.awssdk</groupId>
                      <artifactId>ec2</artifactId>
                      <version>%s</version>
                      <exclusions>
                        <exclusion>
                          <groupId>*</groupId>
                          <artifactId>*</artifactId>
                        </exclusion>
                      </exclusions>
                    </dependency>
                  </dependencies>
                </plugin>""".formatted(VersionInfo.SDK_VERSION);
    }
}
