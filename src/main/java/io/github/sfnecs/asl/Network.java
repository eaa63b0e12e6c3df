package io.github.sfnecs.asl;

import java.util.List;

/**
 * Where a task in network mode {@code awsvpc} gets its network interface.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html
 *
 * @param subnets at least one where a task needs a network
 * @param securityGroups none means the VPC's default group
 * @param assignPublicIp whether the interface gets a public IP address
 */
public record Network(List<String> subnets, List<String> securityGroups, boolean assignPublicIp) {}
