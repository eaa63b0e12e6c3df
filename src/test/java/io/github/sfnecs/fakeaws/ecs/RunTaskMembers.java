package io.github.sfnecs.fakeaws.ecs;

/** The members of RunTask that this fake honours or can safely carry along. */
final class RunTaskMembers {

    static final String TEXT = """
            capacityProviderStrategy{capacityProvider weight base}
            cluster
            count
            enableECSManagedTags
            enableExecuteCommand
            group
            launchType
            networkConfiguration{awsvpcConfiguration{subnets securityGroups assignPublicIp}}
            overrides{
                containerOverrides{
                    name command environment{name value} environmentFiles{type value} cpu memory memoryReservation
                    resourceRequirements{type value}
                }
                cpu memory executionRoleArn taskRoleArn ephemeralStorage{sizeInGiB}
            }
            placementConstraints{type expression}
            placementStrategy{type field}
            platformVersion
            propagateTags
            startedBy
            tags{key value}
            taskDefinition
            """;

    private RunTaskMembers() {}
}
