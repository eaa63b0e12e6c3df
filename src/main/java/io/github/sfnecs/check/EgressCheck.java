package io.github.sfnecs.check;

import static io.github.sfnecs.diagnostic.Finding.Area.NETWORK;
import static io.github.sfnecs.diagnostic.KnownFailure.NO_ROUTE;

import io.github.sfnecs.diagnostic.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/**
 * How a Fargate task in a subnet gets its image, secrets and logs.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 *
 * @param tables of the subnet's VPC, and perhaps others
 * @param endpoints of the subnet's VPC, and perhaps others; empty where they could not be read
 */
record EgressCheck(Subnet subnet, List<RouteTable> tables, Optional<List<VpcEndpoint>> endpoints, boolean publicIp) {
    private static final String INTERNET_GATEWAY = "igw-";

    /** None where it depends on endpoints that could not be read. */
    Optional<Finding> finding() {
        List<Route> routes = table().map(this::defaultRoutes).orElse(List.of());
        if (routes.stream().anyMatch(this::leadsOut)) {
            return Optional.of(Finding.passed(NETWORK, "The subnet " + subnet.subnetId() + " has a route out."));
        }
        return endpoints.map(all -> byEndpoints(missing(all), toInternetGateway(routes)));
    }

    private Finding byEndpoints(List<String> missing, boolean toInternetGateway) {
        String id = subnet.subnetId();
        if (missing.isEmpty()) {
            return Finding.passed(
                    NETWORK,
                    "The subnet " + id + " reaches ECR and CloudWatch Logs by VPC endpoints only; images of other"
                            + " registries can't be pulled.");
        }
        if (missing.equals(List.of("logs"))) {
            return Finding.warning(
                    NETWORK,
                    "The subnet " + id
                            + " reaches ECR by VPC endpoints only; images of other registries can't be pulled.",
                    "There is no endpoint for logs: a container that logs by awslogs does not start.",
                    "Add the interface endpoint for logs, unless no container logs by awslogs");
        }
        String endpointsToo = "or add the VPC endpoints that are missing (" + String.join(", ", missing)
                + "; s3 as a gateway in the subnet's route table) for images of ECR";
        return toInternetGateway
                ? Finding.failed(
                        NETWORK,
                        "The subnet " + id + " leads to an internet gateway, which a task without public IP can't use.",
                        NO_ROUTE,
                        "<assignPublicIp>true</assignPublicIp>, " + endpointsToo)
                : Finding.failed(
                        NETWORK,
                        "The subnet " + id + " has no route out.",
                        NO_ROUTE,
                        "Give its route table 0.0.0.0/0 to a NAT gateway, " + endpointsToo);
    }

    /** The one it is associated with, or the VPC's main one. */
    private Optional<RouteTable> table() {
        return tables.stream()
                .filter(table -> table.associations().stream()
                        .anyMatch(association -> subnet.subnetId().equals(association.subnetId())))
                .findFirst()
                .or(() -> tables.stream()
                        .filter(table -> subnet.vpcId().equals(table.vpcId()))
                        .filter(table -> table.associations().stream()
                                .anyMatch(association -> Boolean.TRUE.equals(association.main())))
                        .findFirst());
    }

    private List<Route> defaultRoutes(RouteTable table) {
        return table.routes().stream()
                .filter(route -> "0.0.0.0/0".equals(route.destinationCidrBlock())
                        || "::/0".equals(route.destinationIpv6CidrBlock()))
                .filter(route -> route.state() != RouteState.BLACKHOLE)
                .toList();
    }

    private boolean leadsOut(Route route) {
        return publicIp || !isInternetGateway(route);
    }

    private static boolean toInternetGateway(List<Route> routes) {
        return routes.stream().anyMatch(EgressCheck::isInternetGateway);
    }

    private static boolean isInternetGateway(Route route) {
        return route.gatewayId() != null && route.gatewayId().startsWith(INTERNET_GATEWAY);
    }

    private List<String> missing(List<VpcEndpoint> all) {
        List<VpcEndpoint> here = all.stream()
                .filter(endpoint -> subnet.vpcId().equals(endpoint.vpcId()))
                .filter(endpoint -> "available".equalsIgnoreCase(endpoint.stateAsString()))
                .toList();
        List<String> missing = new ArrayList<>();
        for (String service : List.of("ecr.api", "ecr.dkr", "logs")) {
            if (here.stream().noneMatch(endpoint -> is(endpoint, VpcEndpointType.INTERFACE, service))) {
                missing.add(service);
            }
        }
        if (here.stream()
                .filter(endpoint -> is(endpoint, VpcEndpointType.GATEWAY, "s3"))
                .noneMatch(endpoint -> table().filter(
                                table -> endpoint.routeTableIds().contains(table.routeTableId()))
                        .isPresent())) {
            missing.add("s3");
        }
        return missing;
    }

    private static boolean is(VpcEndpoint endpoint, VpcEndpointType type, String service) {
        return endpoint.vpcEndpointType() == type && endpoint.serviceName().endsWith("." + service);
    }
}
