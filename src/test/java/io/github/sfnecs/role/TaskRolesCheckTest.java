package io.github.sfnecs.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.arn.StateMachineArn;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.ecs.TaskDefinitions;
import io.github.sfnecs.rendering.ContainerOverride;
import io.github.sfnecs.rendering.RunTask;
import io.github.sfnecs.rendering.Value;
import io.github.sfnecs.testing.ATask;
import io.github.sfnecs.testing.Lab;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.EnvironmentFile;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What is said of a role that a task definition names. */
class TaskRolesCheckTest {
    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    /** What would allow more than one role, or one that nobody can pass, is said, and asked of nobody. */
    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::123456789012:role/*, is not the ARN of one role",
        "arn:aws:iam::123456789012:role/team/job?, is not the ARN of one role",
        "'arn:aws:iam::123456789012:role/${aws:username}/job', is not the ARN of one role",
        "some/where/gone, is not the ARN of one role",
        "*, is not the ARN of one role",
        "arn:aws:iam::210987654321:role/jobTaskRole, it is a role of aws 210987654321",
    })
    void whatIsNotOneRoleOfTheAccountIsRefused(String role, String why) {
        lab.account.forgetCalls();
        TaskDefinition definition = TaskDefinition.builder()
                .taskDefinitionArn(ATask.task().taskDefinition().arn())
                .family(ATask.task().taskDefinition().family())
                .taskRoleArn(role)
                .build();

        assertThat(check().findings(definition))
                .extracting(Finding::says)
                .anyMatch(says -> says.contains("'" + role + "'") && says.contains(why));
        assertThat(lab.account.calls()).isEmpty();
        assertThatThrownBy(() -> new PermissionsPolicy(Lab.SCOPE, name -> TaskDefinitions.of(definition))
                        .of(
                                new StateMachineArn(Lab.MACHINE_ARN),
                                ATask.task().definition().uses()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aRoleByItsNameIsTheAccountsRoleOfThatName() {
        TaskDefinition definition = TaskDefinition.builder()
                .taskDefinitionArn(ATask.task().taskDefinition().arn())
                .family(ATask.task().taskDefinition().family())
                .taskRoleArn("jobTaskRole")
                .build();

        assertThat(new PermissionsPolicy(Lab.SCOPE, name -> TaskDefinitions.of(definition))
                        .of(
                                new StateMachineArn(Lab.MACHINE_ARN),
                                ATask.task().definition().uses())
                        .text())
                .contains("\"" + Lab.TASK_ROLE + "\"");
    }

    @Test
    void aRoleWithAnotherPathThanItsArnSaysDoesNotExist() {
        assertThat(check().findings(TaskDefinition.builder()
                        .taskRoleArn(Lab.SCOPE.role("/team/", "jobTaskRole"))
                        .build()))
                .extracting(Finding::says)
                .anyMatch(says -> says.contains(
                        "role/team/jobTaskRole does not exist; the role jobTaskRole is " + Lab.TASK_ROLE));
    }

    /** Without the permissions the task runs, and nobody gets into it. */
    @Test
    void aRoleThatMayNotOpenChannelsIsAWarning() {
        ATask exec = ATask.task()
                .features(new RunTask.Features(Optional.empty(), true, false, Optional.empty(), new TreeMap<>()));

        assertThat(new TaskRolesCheck(
                                lab.clients,
                                TaskRoles.of(
                                                Lab.SCOPE,
                                                exec.definition().taskUses().get(0))
                                        .orElseThrow(),
                                Lab.MACHINE_ARN)
                        .findings(TaskDefinition.builder()
                                .taskRoleArn(Lab.TASK_ROLE)
                                .build()))
                .filteredOn(finding -> finding.result() == Finding.Result.WARNING)
                .extracting(Finding::says)
                .hasSize(4)
                .contains("The task role jobTaskRole may not let ECS Exec open a shell in the containers:"
                        + " ssmmessages:OpenDataChannel on *, no policy allows it.");
    }

    /** A permission on it would be of no use. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "db password",
                "https://example.com/secret",
                "arn:aws:secretsmanager:us-east-1:123456789012:secrets:db",
                "arn:aws:secretsmanager:eu:123456789012:secret:db",
                "arn:aws:secretsmanager:us-east-1:12345:secret:db",
                "arn:aws:ssm:us-east-1:123456789012:param/db",
                "arn:aws:s3:::bucket/db",
                "arn:aws:secretsmanager:us-east-1:123456789012:secret:db:a:b:c:d",
                "${db}"
            })
    void aSecretThatIsNotOneIsSaidFirstAndAskedOfNobody(String valueFrom) {
        TaskDefinition definition = withContainer(container -> container.secrets(
                Secret.builder().name("DB_PASSWORD").valueFrom(valueFrom).build()));

        List<Finding> findings = check().findings(definition);

        assertThat(findings.get(0).says())
                .startsWith(
                        "The container app has for the secret DB_PASSWORD '" + valueFrom + "': it is neither the ARN");
        assertThat(findings.toString()).doesNotContain("ssm:GetParameters", "secretsmanager:GetSecretValue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/team/db",
                "db",
                "arn:aws-us-gov:ssm:us-gov-west-1:123456789012:parameter/team/db",
                "arn:aws:secretsmanager:us-east-1:123456789012:secret:team/db-a1B2c3:password::",
                "arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:db",
                "arn:aws-eusc:secretsmanager:eusc-de-east-1:123456789012:secret:db-a1B2c3",
                "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-1b2c3d4e-5f60-7182-93a4-b5c6d7e8f901-AbCdEf:password::",
                "/aws/reference/secretsmanager/team/db@home"
            })
    void aSecretThatIsOneIsNotNonsense(String valueFrom) {
        assertThat(check().findings(withContainer(container -> container.secrets(Secret.builder()
                                .name("DB_PASSWORD")
                                .valueFrom(valueFrom)
                                .build())))
                        .toString())
                .doesNotContain("it is neither");
    }

    /** What is wrong with the names is said where the log group is looked at. */
    @Test
    void whatIsNotALogGroupIsAskedOfNobody() {
        assertThat(check().findings(withContainer(
                                container -> container.logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS)
                                        .options(Map.of("awslogs-group", "my group", "awslogs-region", "here")))))
                        .toString())
                .doesNotContain("my group", "logs:CreateLogStream");
    }

    @Test
    void theRegistryMayBeInAnyPartition() {
        assertThat(check().findings(withContainer(container ->
                                container.image("123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu/team/app:1")))
                        .toString())
                .contains("repository/team/app");
    }

    /** Those of an override are instead of the task definition's. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html */
    @Test
    void environmentFilesThatAreOverriddenAreAskedOfNobody() {
        ATask task = ATask.task()
                .override(new ContainerOverride(
                        "app",
                        List.of(),
                        new TreeMap<>(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(Value.of("arn:aws:s3:::envs/other.env")),
                        List.of()));
        TaskDefinition definition = withContainer(container -> container.environmentFiles(EnvironmentFile.builder()
                .type("s3")
                .value("arn:aws:s3:::envs/app.env")
                .build()));

        assertThat(check().findings(definition).toString()).contains("arn:aws:s3:::envs/app.env");
        assertThat(new TaskRolesCheck(
                                lab.clients,
                                TaskRoles.of(
                                                Lab.SCOPE,
                                                task.definition().taskUses().get(0))
                                        .orElseThrow(),
                                Lab.MACHINE_ARN)
                        .findings(definition)
                        .toString())
                .contains("arn:aws:s3:::envs/other.env")
                .doesNotContain("arn:aws:s3:::envs/app.env");
    }

    private static TaskDefinition withContainer(Consumer<ContainerDefinition.Builder> container) {
        ContainerDefinition.Builder app =
                ContainerDefinition.builder().name("app").image("web");
        container.accept(app);
        return TaskDefinition.builder()
                .taskDefinitionArn(ATask.task().taskDefinition().arn())
                .family(ATask.task().taskDefinition().family())
                .executionRoleArn(Lab.SCOPE.role("/", "ecsTaskExecutionRole"))
                .containerDefinitions(app.build())
                .build();
    }

    private TaskRolesCheck check() {
        return new TaskRolesCheck(
                lab.clients,
                TaskRoles.of(Lab.SCOPE, ATask.task().definition().taskUses().get(0))
                        .orElseThrow(),
                Lab.MACHINE_ARN);
    }

    /** Whatever ECS, or another endpoint, answers. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "arn:aws:iam::123456789012:role/gone, --role-name gone",
                "arn:aws:iam::123456789012:role/team/a/gone, --path /team/a/ --role-name gone",
                "gone, --role-name gone",
                "arn:aws:iam::123456789012:role/a;b/gone, --path '/a;b/' --role-name gone",
            })
    void oneThatIsMissingIsToBeCreatedWhereItsArnSays(String role, String where) {
        assertThat(check().findings(
                                TaskDefinition.builder().executionRoleArn(role).build()))
                .extracting(Finding::fix)
                .anyMatch(fix -> fix.startsWith("aws iam create-role " + where + " --assume-role-policy-document '{"));
    }
}
