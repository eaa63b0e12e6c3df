package io.github.sfnecs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.FakeVpc;
import io.github.sfnecs.fakeaws.Fault;
import io.github.sfnecs.fakeaws.server.EmbeddedAws;
import io.github.sfnecs.fakeaws.server.FakeAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.model.Cluster;

/** Consumer projects on an AWS that is not theirs alone; here it is another embedded one. */
class ElsewhereTest {
    private final EmbeddedAws aws = EmbeddedAws.start(FakeClock.scaled(20));
    private final FakeAccount account = aws.account(Scene.ACCOUNT);
    private final Endpoint endpoint =
            Endpoint.of(aws.endpoint().toString(), "subnet-theirs").orElseThrow();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void theStoryIsTheSameAndItsNamesAreOfItsOwn() {
        try (Scene scene = new Scene(endpoint, EnumSet.of(Need.ECS_API))) {
            scene.runTasks(1, "sfn-ecs:hello:run-1", null);

            assertThat(scene.writes()).containsExactly("RunTask");
            assertThat(scene.request("RunTask").path("cluster").asText()).isEqualTo("test-cluster");
            assertThat(scene.runningGroups()).containsExactly("sfn-ecs:hello:run-1");
            assertThat(account.writes()).last().satisfies(call -> {
                assertThat(call.request().path("cluster").asText()).matches("test-cluster-\\w+");
                assertThat(call.request().path("group").asText()).matches("sfn-ecs:hello-\\w+:run-1");
                assertThat(call.request().toString()).contains("subnet-theirs");
            });
        }
    }

    @Test
    void whatWasCreatedIsRemovedAndNothingElse() {
        try (Scene theirs = new Scene(endpoint, EnumSet.of(Need.ECS_API))) {
            theirs.runTasks(1, null, null);
            try (Scene scene = new Scene(endpoint, EnumSet.of(Need.ECS_API))) {
                String role = scene.createConsoleRole("theirs");
                scene.sfn.createStateMachine(
                        create -> create.name("hello").roleArn(role).definition(scene.definition("runTask")));
                scene.runTasks(2, null, null);
            }
            assertThat(account.writes())
                    .extracting(ApiCall::operation)
                    .endsWith(
                            "DeleteStateMachine",
                            "DeleteRolePolicy",
                            "DeleteRole",
                            "DeregisterTaskDefinition",
                            "DeleteRole",
                            "StopTask",
                            "StopTask",
                            "DeleteCluster");

            assertThat(theirs.runningTasks()).hasSize(1);
            assertThat(theirs.trustPolicy("ecsTaskExecutionRole")).isNotEmpty();
            assertThat(theirs.sfn.listStateMachines(all -> {}).stateMachines()).isEmpty();
            assertThat(theirs.ecs
                            .describeClusters(describe -> describe.clusters("test-cluster"))
                            .clusters())
                    .extracting(Cluster::status)
                    .containsExactly("ACTIVE");
        }
    }

    @Test
    void whatItOffersIsFoundOut() {
        assertThat(Offers.probed(endpoint).missing().keySet()).containsExactly(Need.SCRIPTED_TASKS);

        account.faults().always("DescribeClusters", new Fault.Unsupported());

        assertThat(Offers.probed(endpoint).missing().keySet())
                .containsExactly(
                        Need.ECS_API, Need.RUN_TASK, Need.ENFORCED_IAM, Need.ENDING_TASKS, Need.SCRIPTED_TASKS);
    }

    @Test
    void whereStepFunctionsRunNoTaskTheCauseSaysWhy() {
        account.vpcs(FakeVpc.of("vpc-1").subnet("subnet-1", "us-east-1a").routes("rtb-1", "nat-1"));

        assertThat(Offers.probed(endpoint).missing().get(Need.RUN_TASK))
                .startsWith("an execution that tried FAILED, ECS.InvalidParameterException: ")
                .contains("subnet-0abc000ab00ab0");
    }

    @Test
    void anExecutionThatOnlyPretendsIsNotATask() {
        account.answers("ListTasks", answer -> {
            answer.putArray("taskArns");
            return answer;
        });

        assertThat(Offers.probed(endpoint).missing().get(Need.RUN_TASK))
                .isEqualTo("an execution that tried SUCCEEDED, but ECS knows of no task");
    }

    @Test
    void ecsIsTheEmbeddedOneWhereThereIsNone() {
        account.faults()
                .always(
                        "DescribeClusters",
                        new Fault.Answer(501, "InternalFailure", "The API for service 'ecs' is not included."));

        Endpoint there = Selection.endpoint(aws.endpoint().toString(), "", "").orElseThrow();

        assertThat(there.of("ecs")).isEqualTo(Endpoint.embeddedEcs());
        assertThat(there.of("states")).isEqualTo(aws.endpoint());
        assertThat(there.ecsName()).isEqualTo("embedded ecs");
        try (Scene scene = new Scene(there, EnumSet.of(Need.ECS_API))) {
            assertThat(scene.ecs
                            .describeTaskDefinition(describe -> describe.taskDefinition("python-web-hello:1"))
                            .taskDefinition()
                            .executionRoleArn())
                    .isEqualTo(scene.roleArn("ecsTaskExecutionRole"));
        }
        assertThat(account.writes()).extracting(ApiCall::operation).containsExactly("CreateRole", "DeleteRole");
    }

    @Test
    void ecsElsewhereMayHaveAnotherAccount() {
        Endpoint there =
                new Endpoint(Optional.of(aws.endpoint()), Optional.of(Endpoint.embeddedEcs()), Scene.REGION, List.of());
        account.answers("GetCallerIdentity", answer -> answer.put("Account", "210987654321"));

        try (Scene scene = new Scene(there, EnumSet.of(Need.ECS_API))) {
            assertThat(scene.ecs
                            .describeClusters(describe -> describe.clusters("test-cluster"))
                            .clusters())
                    .extracting(Cluster::clusterArn)
                    .containsExactly("arn:aws:ecs:us-east-1:000000000000:cluster/test-cluster");
        }
    }

    @Test
    void aProjectIsSkippedForWhatIsMissing(@TempDir Path project) throws Exception {
        assertThat(Selection.offered(project, EnumSet.of(Need.ECS_API), endpoint, "control-plane, ecs-api"))
                .isTrue();
        assertThat(project).isEmptyDirectory();
        assertThat(Selection.offered(project, EnumSet.of(Need.ECS_API), endpoint, "control-plane"))
                .isFalse();
        assertThat(Files.readString(project.resolve("skipped.txt")))
                .isEqualTo("ecs-api: it is not among it.endpoint.offers");
    }

    @Test
    void mistakesAreNamed(@TempDir Path project) throws Exception {
        Files.writeString(project.resolve("invoker.properties"), "it.needs = ecs");

        assertThatThrownBy(() -> Selection.needs(project))
                .hasMessageEndingWith(
                        "it.needs: \"ecs\" is none of control-plane, ecs-api, vpc, run-task, enforced-iam, ending-tasks, scripted-tasks");
        assertThatThrownBy(() -> Selection.endpoint(aws.endpoint().toString(), "moto", ""))
                .hasMessage("it.endpoint.ecs: \"moto\" is neither a URL such as http://localhost:5000 nor embedded");
        assertThatThrownBy(() -> Endpoint.of("localhost:4566", ""))
                .hasMessage(
                        "it.endpoint: \"localhost:4566\" is neither a URL such as http://localhost:4566 nor a region of AWS such as eu-central-1");
    }

    @Test
    void aRegionIsTheRealAws() {
        Endpoint region = Endpoint.of("eu-central-1", "").orElseThrow();

        assertThat(region.of("states")).hasToString("https://states.eu-central-1.amazonaws.com");
        assertThat(region.of("iam")).hasToString("https://iam.amazonaws.com");
        assertThat(region.signingRegion("iam").id()).isEqualTo("us-east-1");
        assertThat(region.signingRegion("ecs").id()).isEqualTo("eu-central-1");
        assertThat(Endpoint.of("", "")).isEqualTo(Optional.empty());
    }
}
