package io.github.sfnecs.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.Finding.Result;
import io.github.sfnecs.diagnostic.KnownFailure;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.testing.Lab;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What is said of the images and the log groups of a task; PredictionTest sees that it comes true. */
class ContainersTest {
    private static final String IMAGE = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/web:1";

    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void anImageOfAnotherRegistryIsAskedOfNobody() {
        assertThat(findings(container -> container.image("busybox"))).isEmpty();
        assertThat(lab.account.calls()).isEmpty();
    }

    @Test
    void anImageThatIsThereMayNotSayForWhat() {
        assertThat(findings(container -> container.image(IMAGE)))
                .containsExactly(passed("The image " + IMAGE + " exists."));
    }

    @ParameterizedTest
    @CsvSource({
        "X86_64, LINUX, linux/amd64, linux/arm64",
        "ARM64, LINUX, linux/arm64, linux/amd64",
        "X86_64, WINDOWS_SERVER_2022_CORE, windows/amd64, linux/amd64",
        ", , linux/amd64, linux/arm64",
    })
    void anImageHasToBeForThePlatformOfTheTask(String cpu, String os, String right, String wrong) {
        TaskDefinition.Builder task = definition(container -> container.image(IMAGE));
        if (cpu != null) {
            task.runtimePlatform(platform -> platform.cpuArchitecture(cpu).operatingSystemFamily(os));
        }
        lab.account.builtFor(IMAGE, right, "unknown/unknown");
        assertThat(findings(task, true)).containsExactly(passed("The image " + IMAGE + " exists for " + right + "."));

        lab.account.builtFor(IMAGE, wrong, "unknown/unknown");
        assertThat(findings(task, true)).singleElement().satisfies(finding -> {
            assertThat(finding.predicts()).contains(KnownFailure.IMAGE_PLATFORM);
            assertThat(finding.says())
                    .isEqualTo("The image " + IMAGE + " is for " + wrong + ", its task for " + right + ".");
            assertThat(finding.fix()).contains("--platform " + right);
        });
    }

    @Test
    void onInstancesThePlatformIsThatOfTheInstance() {
        lab.account.builtFor(IMAGE, "linux/arm64");

        assertThat(findings(definition(container -> container.image(IMAGE)), false))
                .containsExactly(passed("The image " + IMAGE + " exists."));
    }

    @Test
    void anImageThatIsMissingHasACommandThatListsTheOthers() {
        lab.account.missingImage(IMAGE);

        assertThat(findings(container -> container.image(IMAGE)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.predicts()).contains(KnownFailure.IMAGE_NOT_FOUND);
                    assertThat(finding.fix())
                            .contains(
                                    "aws ecr list-images --region eu-central-1 --registry-id 123456789012 --repository-name"
                                            + " team/web lists them");
                });
    }

    @Test
    void whereTheCallerMayNotLookNothingFails() {
        lab.account.faults().always("BatchGetImage", new Fault.Denied("No."));
        lab.account.faults().always("DescribeLogGroups", new Fault.Denied("No."));

        assertThat(findings(container -> printing(container.image(IMAGE), Map.of("awslogs-group", "/team"))))
                .extracting(Finding::result)
                .containsExactly(Result.NOT_CHECKED, Result.NOT_CHECKED);
    }

    @Test
    void aLogGroupIsThereOrCreatedOrMissing() {
        Map<String, String> options = Map.of("awslogs-group", "/team", "awslogs-region", "eu-west-1");
        assertThat(findings(container -> printing(container, options)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.says()).isEqualTo("The log group /team does not exist in eu-west-1.");
                    assertThat(finding.predicts()).contains(KnownFailure.LOG_GROUP_MISSING);
                    assertThat(finding.fix())
                            .startsWith("aws logs create-log-group --region eu-west-1 --log-group-name /team;");
                });
        assertThat(findings(container ->
                        printing(container, Map.of("awslogs-group", "/team", "awslogs-create-group", "true"))))
                .containsExactly(passed("The log group /team does not exist yet; awslogs-create-group creates it."));

        lab.clients.logs("eu-west-1").createLogGroup(group -> group.logGroupName("/team/other"));
        assertThat(findings(container -> printing(container, options)))
                .extracting(Finding::result)
                .containsExactly(Result.FAILED);
        lab.clients.logs("eu-west-1").createLogGroup(group -> group.logGroupName("/team"));
        assertThat(findings(container -> printing(container, options)))
                .containsExactly(passed("The log group /team exists."));
    }

    @Test
    void aRegionThatNobodyKnowsIsAskedNothing() {
        assertThat(findings(container ->
                        printing(container, Map.of("awslogs-group", "/team", "awslogs-region", "eu-cental-1"))))
                .extracting(Finding::result, Finding::says)
                .containsExactly(
                        tuple(Result.WARNING, "awslogs-region is eu-cental-1, a region that is unknown here."));
        assertThat(lab.account.calls()).isEmpty();
    }

    /** In the European Sovereign Cloud, too, a region is a region. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "my group | eu-west-1 | awslogs-group is 'my group', which is not the name of a log group.",
                "${group} | eu-west-1 | awslogs-group is '${group}', which is not the name of a log group.",
                "/team | here | awslogs-region is 'here', which is not the name of a region.",
                "/team | eusc-de-east-1 | The log group /team does not exist in eusc-de-east-1.",
            })
    void whatIsNotTheNameOfALogGroupIsSaidOnceAndAskedOfNobody(String group, String region, String says) {
        assertThat(findings(container -> printing(container, Map.of("awslogs-group", group, "awslogs-region", region))))
                .extracting(Finding::result, Finding::says)
                .containsExactly(tuple(Result.FAILED, says));
        assertThat(lab.account.calls()).hasSize(region.startsWith("eusc") ? 1 : 0);
    }

    @Test
    void anImageInARegionThatNobodyKnowsIsAskedOfNobody() {
        String image = IMAGE.replace("eu-central-1", "eu-cental-1");

        assertThat(findings(container -> container.image(image)))
                .extracting(Finding::result, Finding::says)
                .containsExactly(tuple(
                        Result.WARNING, "The image " + image + " is in eu-cental-1, a region that is unknown here."));
        assertThat(lab.account.calls()).isEmpty();
    }

    /** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html has a stricter rule than registries have. */
    @Test
    void aNameThatEcrDoesNotTakeNamesNoRepository() {
        lab.account
                .faults()
                .always(
                        "BatchGetImage",
                        new Fault.Answer(400, "InvalidParameterException", "Invalid parameter at 'repositoryName'"));

        assertThat(findings(container -> container.image(IMAGE)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.predicts()).contains(KnownFailure.IMAGE_NOT_FOUND));
    }

    @Test
    void anImageThatEcrCannotGetIsNotOneThatIsMissing() {
        lab.account.missingImage(IMAGE);
        lab.account
                .faults()
                .always(
                        "BatchGetImage",
                        new Fault.Rewritten(body -> body.replace("ImageNotFound", "UpstreamUnavailable")
                                .replace("Requested image not found", "Slow.")));

        assertThat(findings(container -> container.image(IMAGE)))
                .extracting(Finding::result, Finding::says)
                .containsExactly(tuple(Result.NOT_CHECKED, "Whether the image " + IMAGE + " exists."));
    }

    private static void printing(ContainerDefinition.Builder container, Map<String, String> options) {
        container.logConfiguration(logs -> logs.logDriver(LogDriver.AWSLOGS).options(options));
    }

    private static Finding passed(String says) {
        return Finding.passed(Finding.Area.TASK_DEFINITION, says);
    }

    private List<Finding> findings(Consumer<ContainerDefinition.Builder> container) {
        return findings(definition(container), true);
    }

    private static TaskDefinition.Builder definition(Consumer<ContainerDefinition.Builder> container) {
        ContainerDefinition.Builder made = ContainerDefinition.builder();
        container.accept(made);
        return TaskDefinition.builder().containerDefinitions(made.build());
    }

    private List<Finding> findings(TaskDefinition.Builder definition, boolean onFargate) {
        return new Containers(definition.build(), onFargate)
                .checks(Lab.SCOPE).stream()
                        .flatMap(check -> check.findings(lab.clients).stream())
                        .toList();
    }
}
