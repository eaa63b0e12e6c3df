package io.github.sfnecs.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.aws.ClusterArn;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What is said of a role that a task definition names. */
class TaskRolesCheckTest {
    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    /** Whatever ECS, or another endpoint, answers. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "arn:aws:iam::123456789012:role/gone, --role-name gone",
                "arn:aws:iam::123456789012:role/team/a/gone, --path /team/a/ --role-name gone",
                "gone, --role-name gone",
                "some/where/gone, --role-name gone",
                "arn:aws:iam::123456789012:role/$(id)/a;b, --path '/$(id)/' --role-name 'a;b'",
            })
    void oneThatIsMissingIsToBeCreatedWhereItsArnSays(String role, String where) {
        TaskRolesCheck check = new TaskRolesCheck(lab.clients, ClusterArn.parse(Lab.CLUSTER), Lab.MACHINE_ARN);

        assertThat(check.findings(
                        ATask.task().runTask(),
                        TaskDefinition.builder().executionRoleArn(role).build()))
                .extracting(Finding::fix)
                .anyMatch(fix -> fix.startsWith("aws iam create-role " + where + " --assume-role-policy-document '{"));
    }
}
