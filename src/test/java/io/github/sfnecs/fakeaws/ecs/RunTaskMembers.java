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
                containerOverrides{name command environment{name value} cpu memory memoryReservation}
                cpu memory executionRoleArn taskRoleArn ephemeralStorage{sizeInGiB}
            }
            platformVersion
            propagateTags
            startedBy
            tags{key value}
            taskDefinition
            """;

    private RunTaskMembers() {}
}
