package io.github.sfnecs.fakeaws;

import java.util.ArrayList;
import java.util.List;

/** A VPC that a test gives to an account: an immutable value, made by {@link #of} and added to by the others. */
public record FakeVpc(
        String id, List<Subnet> subnets, List<Group> groups, List<RouteTable> tables, List<Endpoint> endpoints) {

    /** A subnet and its zone. */
    public record Subnet(String id, String zone) {}

    /** A security group; without egress it lets nothing out. */
    public record Group(String id, boolean egress) {}

    /**
     * A route table.
     *
     * @param subnets that are associated with it; none makes it the main one
     * @param out where 0.0.0.0/0 leads: {@code igw-…}, {@code nat-…}, {@code tgw-…}; empty is nowhere
     * @param blackhole whether what it leads to is gone
     */
    public record RouteTable(String id, List<String> subnets, String out, boolean blackhole) {}

    /** A VPC endpoint; a gateway has the route tables that lead to it. */
    public record Endpoint(String service, List<String> tables) {}

    public static FakeVpc of(String id) {
        return new FakeVpc(id, List.of(), List.of(), List.of(), List.of());
    }

    public FakeVpc subnet(String subnet, String zone) {
        return new FakeVpc(id, with(subnets, new Subnet(subnet, zone)), groups, tables, endpoints);
    }

    public FakeVpc group(String group) {
        return new FakeVpc(id, subnets, with(groups, new Group(group, true)), tables, endpoints);
    }

    public FakeVpc mutedGroup(String group) {
        return new FakeVpc(id, subnets, with(groups, new Group(group, false)), tables, endpoints);
    }

    public FakeVpc routes(String table, String out, String... associated) {
        RouteTable made = new RouteTable(table, List.of(associated), out, false);
        return new FakeVpc(id, subnets, groups, with(tables, made), endpoints);
    }

    public FakeVpc blackhole(String table, String out, String... associated) {
        RouteTable made = new RouteTable(table, List.of(associated), out, true);
        return new FakeVpc(id, subnets, groups, with(tables, made), endpoints);
    }

    /** Such as {@code ecr.api}; with route tables it is a gateway. */
    public FakeVpc endpoint(String service, String... ofTables) {
        return new FakeVpc(id, subnets, groups, tables, with(endpoints, new Endpoint(service, List.of(ofTables))));
    }

    public RouteTable tableOf(String subnet) {
        return tables.stream()
                .filter(table -> table.subnets.contains(subnet))
                .findFirst()
                .or(() ->
                        tables.stream().filter(table -> table.subnets.isEmpty()).findFirst())
                .orElse(new RouteTable("none", List.of(), "", false));
    }

    private static <T> List<T> with(List<T> some, T another) {
        List<T> more = new ArrayList<>(some);
        more.add(another);
        return List.copyOf(more);
    }
}
