package io.github.sfnecs.history;

import java.util.Arrays;
import java.util.Optional;

/** Containers that services of AWS put into tasks, beside those of the task definition. */
public enum AwsContainer {
    /** https://docs.aws.amazon.com/guardduty/latest/ug/how-runtime-monitoring-works-ecs-fargate.html */
    GUARDDUTY("aws-guardduty-agent", "GuardDuty's Runtime Monitoring"),
    /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html */
    SERVICE_CONNECT("ecs-service-connect-", "ECS Service Connect");

    private final String prefix;
    private final String owner;

    AwsContainer(String prefix, String owner) {
        this.prefix = prefix;
        this.owner = owner;
    }

    /** The service to which a container of this name belongs, if the task definition does not have one of the name. */
    public static Optional<String> owner(String containerName) {
        return Arrays.stream(values())
                .filter(one -> containerName.startsWith(one.prefix))
                .map(one -> one.owner)
                .findFirst();
    }
}
