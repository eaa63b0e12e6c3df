package io.github.sfnecs.check;

import static io.github.sfnecs.diagnostic.Finding.Area.NETWORK;
import static io.github.sfnecs.diagnostic.KnownFailure.DIFFERENT_VPCS;
import static io.github.sfnecs.diagnostic.KnownFailure.SECURITY_GROUP_NOT_FOUND;
import static io.github.sfnecs.diagnostic.KnownFailure.SUBNET_NOT_FOUND;

import io.github.sfnecs.asl.Network;
import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * Whether a task in network mode {@code awsvpc} gets a network and a way out, as EC2 describes the VPC in four calls at most. Asks by
 * filters: an id that does not exist is left out of the answer, where asking by id would fail the call.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSubnets.html
 *
 * @param network the task's subnets, at least one, and security groups
 * @param onFargate whether it may run on Fargate
 * @param clients to ask EC2 with
 */
public record NetworkCheck(Network network, boolean onFargate, AwsClients clients) {
    private static final int HTTPS = 443;

    /** What is found. */
    public List<Finding> findings() {
        List<String> groupIds = network.securityGroups();
        Supplier<List<Subnet>> subnetsAhead = clients.ahead(() -> subnets(network.subnets()));
        Supplier<List<SecurityGroup>> groupsAhead =
                clients.ahead(() -> groupIds.isEmpty() ? List.of() : groups(groupIds));
        List<Finding> findings = new ArrayList<>();
        Optional<List<Subnet>> subnets =
                read(findings, "The subnets and their routes", "ec2:DescribeSubnets", subnetsAhead);
        subnets.ifPresent(found -> lookAtSubnets(findings, network.subnets(), found));
        List<String> vpcs =
                subnets.orElse(List.of()).stream().map(Subnet::vpcId).distinct().toList();
        read(findings, "The security groups", "ec2:DescribeSecurityGroups", groupsAhead)
                .filter(found -> !groupIds.isEmpty())
                .ifPresent(found -> lookAtGroups(findings, groupIds, found, vpcs));
        // on EC2 the image, secrets and logs go by the instance's network
        if (onFargate && !vpcs.isEmpty()) {
            lookAtRoutes(findings, subnets.orElseThrow(), vpcs, network.assignPublicIp());
        }
        return findings;
    }

    private Ec2Client ec2() {
        return clients.client(Ec2Client.builder(), Optional.empty());
    }

    private static void lookAtSubnets(List<Finding> findings, List<String> asked, List<Subnet> found) {
        List<String> missing =
                without(asked, found.stream().map(Subnet::subnetId).toList());
        missing.forEach(id -> findings.add(Finding.failed(
                NETWORK, "The subnet " + id + " does not exist.", SUBNET_NOT_FOUND, SUBNET_NOT_FOUND.fix())));
        List<String> vpcs = found.stream().map(Subnet::vpcId).distinct().toList();
        if (vpcs.size() > 1) {
            findings.add(Finding.failed(
                    NETWORK,
                    "The subnets are in different VPCs: " + String.join(", ", vpcs) + ".",
                    DIFFERENT_VPCS,
                    DIFFERENT_VPCS.fix()));
        } else if (missing.isEmpty()) {
            findings.add(
                    Finding.passed(NETWORK, "Subnets " + String.join(", ", asked) + " exist, in " + vpcs.get(0) + "."));
        }
        List<String> zones =
                found.stream().map(Subnet::availabilityZone).distinct().toList();
        if (zones.size() == 1) {
            findings.add(Finding.warning(
                    NETWORK,
                    "The subnets are in " + zones.get(0) + ": one availability zone only.",
                    "When Fargate has no capacity in that zone, or the zone fails, no task starts.",
                    "Add a subnet of another zone to subnets"));
        } else if (!zones.isEmpty()) {
            findings.add(Finding.passed(NETWORK, "The subnets are in the zones " + String.join(", ", zones) + "."));
        }
    }

    private static void lookAtGroups(
            List<Finding> findings, List<String> asked, List<SecurityGroup> found, List<String> vpcs) {
        List<Finding> wrong = new ArrayList<>();
        without(asked, found.stream().map(SecurityGroup::groupId).toList())
                .forEach(id -> wrong.add(Finding.failed(
                        NETWORK,
                        "The security group " + id + " does not exist.",
                        SECURITY_GROUP_NOT_FOUND,
                        SECURITY_GROUP_NOT_FOUND.fix())));
        found.stream()
                .filter(group -> !vpcs.isEmpty() && !vpcs.contains(group.vpcId()))
                .forEach(group -> wrong.add(Finding.failed(
                        NETWORK,
                        "The security group " + group.groupId() + " is in " + group.vpcId() + ", the subnets are in "
                                + String.join(", ", vpcs) + ".",
                        DIFFERENT_VPCS,
                        DIFFERENT_VPCS.fix())));
        if (wrong.isEmpty()) {
            findings.add(Finding.passed(NETWORK, "Security groups " + String.join(", ", asked) + " exist."));
        }
        findings.addAll(wrong);
        if (!found.isEmpty() && found.stream().noneMatch(NetworkCheck::letsHttpsOut)) {
            findings.add(Finding.warning(
                    NETWORK,
                    "No security group lets anything out to port 443.",
                    "Images, secrets and logs come and go by HTTPS.",
                    "Give one of " + String.join(", ", asked) + " an egress rule for TCP port 443"));
        }
    }

    private static boolean letsHttpsOut(SecurityGroup group) {
        return group.ipPermissionsEgress().stream().anyMatch(NetworkCheck::isHttps);
    }

    private static boolean isHttps(IpPermission rule) {
        return "-1".equals(rule.ipProtocol())
                || ("tcp".equals(rule.ipProtocol())
                        && rule.fromPort() != null
                        && rule.toPort() != null
                        && rule.fromPort() <= HTTPS
                        && rule.toPort() >= HTTPS);
    }

    private void lookAtRoutes(List<Finding> findings, List<Subnet> subnets, List<String> vpcs, boolean publicIp) {
        Supplier<List<RouteTable>> tablesAhead = clients.ahead(() -> routeTables(vpcs));
        Supplier<List<VpcEndpoint>> endpointsAhead = clients.ahead(() -> endpoints(vpcs));
        Optional<List<RouteTable>> tables = read(findings, "The routes out", "ec2:DescribeRouteTables", tablesAhead);
        Optional<List<VpcEndpoint>> endpoints =
                read(findings, "The VPC endpoints", "ec2:DescribeVpcEndpoints", endpointsAhead);
        tables.ifPresent(found -> subnets.forEach(subnet ->
                new EgressCheck(subnet, found, endpoints, publicIp).finding().ifPresent(findings::add)));
    }

    private List<Subnet> subnets(List<String> ids) {
        return ec2().describeSubnetsPaginator(request -> request.filters(filter("subnet-id", ids))).subnets().stream()
                .toList();
    }

    private List<SecurityGroup> groups(List<String> ids) {
        return ec2()
                .describeSecurityGroupsPaginator(request -> request.filters(filter("group-id", ids)))
                .securityGroups()
                .stream()
                .toList();
    }

    private List<RouteTable> routeTables(List<String> vpcs) {
        return ec2()
                .describeRouteTablesPaginator(request -> request.filters(filter("vpc-id", vpcs)))
                .routeTables()
                .stream()
                .toList();
    }

    private List<VpcEndpoint> endpoints(List<String> vpcs) {
        return ec2()
                .describeVpcEndpointsPaginator(request -> request.filters(filter("vpc-id", vpcs)))
                .vpcEndpoints()
                .stream()
                .toList();
    }

    private static Filter filter(String name, List<String> values) {
        return Filter.builder().name(name).values(values).build();
    }

    private static List<String> without(List<String> all, List<String> some) {
        return all.stream().filter(one -> !some.contains(one)).toList();
    }

    private static <T> Optional<T> read(List<Finding> findings, String what, String permission, Supplier<T> answer) {
        try {
            return Optional.of(answer.get());
        } catch (AwsServiceException e) {
            if (!AwsProblems.denied(e) && !AwsProblems.unsupported(e)) {
                throw e;
            }
            findings.add(Finding.notChecked(
                    NETWORK,
                    what + ".",
                    AwsProblems.code(e) + ": " + AwsProblems.message(e),
                    AwsProblems.denied(e) ? "Give the caller the permission " + permission : ""));
            return Optional.empty();
        }
    }
}
