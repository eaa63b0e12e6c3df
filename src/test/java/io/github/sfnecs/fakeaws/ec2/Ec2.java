package io.github.sfnecs.fakeaws.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.FakeVpc;
import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.NotEmulated;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.wire.Page;
import io.github.sfnecs.fakeaws.wire.Request;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The few calls of EC2 that describe a VPC, by one filter.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Welcome.html">EC2 API</a>
 */
public final class Ec2 {
    private static final int PAGE = 100;

    private final Account account;

    public Ec2(Account account) {
        this.account = account;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "DescribeSubnets", describing("subnetSet", "subnet-id", "subnetId", Ec2::subnets),
                "DescribeSecurityGroups", describing("securityGroupInfo", "group-id", "groupId", Ec2::groups),
                "DescribeRouteTables", describing("routeTableSet", "vpc-id", "vpcId", Ec2::tables),
                "DescribeVpcEndpoints", describing("vpcEndpointSet", "vpc-id", "vpcId", Ec2::endpoints));
    }

    private Operation describing(
            String set, String filter, String member, Function<FakeVpc, Stream<ObjectNode>> described) {
        return Operation.of("Filter{Name Value} MaxResults NextToken", request -> {
            List<String> wanted = wanted(request, filter);
            List<ObjectNode> all = account.knobs().vpcs.stream()
                    .flatMap(described)
                    .filter(one -> wanted.contains(one.path(member).asText()))
                    .toList();
            AwsError refusal = new AwsError("InvalidNextToken", "The token is not valid.");
            Page<ObjectNode> page =
                    Page.of(all, request.optional("NextToken"), request.number("MaxResults", PAGE), refusal);
            ObjectNode answer = Json.object();
            answer.set(set, Json.array(page.items()));
            page.next().ifPresent(next -> answer.put("nextToken", next));
            return answer;
        });
    }

    private static List<String> wanted(Request request, String filter) {
        JsonNode only = request.get("Filter").path(0);
        if (request.get("Filter").size() != 1 || !only.path("Name").asText().equals(filter)) {
            throw new NotEmulated("other filters of EC2 than one " + filter);
        }
        return StreamSupport.stream(only.path("Value").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Stream<ObjectNode> subnets(FakeVpc vpc) {
        return vpc.subnets().stream()
                .map(subnet -> Json.object()
                        .put("subnetId", subnet.id())
                        .put("vpcId", vpc.id())
                        .put("availabilityZone", subnet.zone()));
    }

    private static Stream<ObjectNode> groups(FakeVpc vpc) {
        return vpc.groups().stream().map(group -> {
            ObjectNode view = Json.object().put("groupId", group.id()).put("vpcId", vpc.id());
            ArrayNode egress = view.putArray("ipPermissionsEgress");
            if (group.egress()) {
                egress.addObject().put("ipProtocol", "-1");
            }
            return view;
        });
    }

    private static Stream<ObjectNode> tables(FakeVpc vpc) {
        return vpc.tables().stream().map(table -> {
            ObjectNode view = Json.object().put("routeTableId", table.id()).put("vpcId", vpc.id());
            ArrayNode associations = view.putArray("associationSet");
            if (table.subnets().isEmpty()) {
                associations.addObject().put("main", true);
            }
            table.subnets()
                    .forEach(subnet ->
                            associations.addObject().put("main", false).put("subnetId", subnet));
            ArrayNode routes = view.putArray("routeSet");
            routes.addObject().put("destinationCidrBlock", "10.0.0.0/16").put("gatewayId", "local");
            if (!table.out().isEmpty()) {
                routes.addObject()
                        .put("destinationCidrBlock", "0.0.0.0/0")
                        .put(target(table.out()), table.out())
                        .put("state", table.blackhole() ? "blackhole" : "active");
            }
            return view;
        });
    }

    private static String target(String id) {
        return switch (id.substring(0, id.indexOf('-'))) {
            case "igw" -> "gatewayId";
            case "nat" -> "natGatewayId";
            case "tgw" -> "transitGatewayId";
            default -> throw new NotEmulated("a route to " + id);
        };
    }

    private static Stream<ObjectNode> endpoints(FakeVpc vpc) {
        return vpc.endpoints().stream().map(endpoint -> {
            ObjectNode view = Json.object()
                    .put("vpcId", vpc.id())
                    .put("vpcEndpointType", endpoint.tables().isEmpty() ? "Interface" : "Gateway")
                    .put("serviceName", "com.amazonaws.eu-central-1." + endpoint.service())
                    .put("state", "available");
            view.set("routeTableIdSet", Json.texts(endpoint.tables()));
            return view;
        });
    }
}
