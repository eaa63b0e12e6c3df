package io.github.sfnecs.fakeaws.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sfnecs.fakeaws.Clients;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

/** What the embedded AWS has in common with moto, so that each checks the other. Each test works in an account of its own. */
abstract class ControlPlaneContract {

    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
              "Principal": {"Service": "states.amazonaws.com"}, "Action": "sts:AssumeRole"}]}""";
    private static final String POLICY = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ecs:RunTask", "Resource": "*"}]}""";
    private static final String DEFINITION =
            "{\"StartAt\": \"S\", \"States\": {\"S\": {\"Type\": \"Pass\", \"End\": true}}}";

    private String account;
    private Clients clients;

    /** Makes clients for one account. */
    abstract Clients clients(String accountId);

    @BeforeEach
    void open() {
        account = String.valueOf(100_000_000_000L + System.nanoTime() % 800_000_000_000L);
        clients = clients(account);
    }

    @AfterEach
    void close() {
        clients.close();
    }

    @Test
    void theCallerIsKnownByTheAccount() {
        assertThat(clients.sts().getCallerIdentity().account()).isEqualTo(account);
        assertThat(clients.sts().getCallerIdentity().arn())
                .startsWith("arn:aws:")
                .contains(account);
    }

    @Test
    void aRoleIsGivenBackAsItWasCreated() {
        Role created = clients.iam()
                .createRole(role -> role.roleName("runner")
                        .path("/ci/")
                        .description("runs & tests <jobs>")
                        .maxSessionDuration(7200)
                        .assumeRolePolicyDocument(TRUST)
                        .tags(tag("team", "blue")))
                .role();
        Role role = clients.iam().getRole(get -> get.roleName("runner")).role();

        assertThat(role.arn())
                .isEqualTo("arn:aws:iam::" + account + ":role/ci/runner")
                .isEqualTo(created.arn());
        assertThat(role.description()).isEqualTo("runs & tests <jobs>");
        assertThat(role.maxSessionDuration()).isEqualTo(7200);
        assertThat(role.roleId()).startsWith("AROA");
        assertThat(decoded(role.assumeRolePolicyDocument())).isEqualToIgnoringWhitespace(TRUST);
        assertThat(role.tags()).containsExactly(tag("team", "blue"));
    }

    @Test
    void aRoleIsCreatedOnceAndMissedWhenItIsNotThere() {
        createRole();

        assertThatThrownBy(this::createRole)
                .isInstanceOf(EntityAlreadyExistsException.class)
                .hasMessageContaining("Role with name runner already exists.");
        assertThatThrownBy(() -> clients.iam().getRole(get -> get.roleName("nobody")))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void aRolesTrustPolicyAndTagsChange() {
        createRole();
        String other = TRUST.replace("states", "lambda");
        clients.iam().updateAssumeRolePolicy(update -> update.roleName("runner").policyDocument(other));
        clients.iam().tagRole(tag -> tag.roleName("runner").tags(tag("a", "1"), tag("b", "2")));
        clients.iam().tagRole(tag -> tag.roleName("runner").tags(tag("a", "3")));
        assertThatThrownBy(() ->
                        clients.iam().tagRole(tag -> tag.roleName("runner").tags(tag("x", "1"), tag("X", "2"))))
                .isInstanceOf(InvalidInputException.class);
        clients.iam().untagRole(untag -> untag.roleName("runner").tagKeys("b"));

        assertThat(decoded(clients.iam()
                        .getRole(get -> get.roleName("runner"))
                        .role()
                        .assumeRolePolicyDocument()))
                .isEqualToIgnoringWhitespace(other);
        assertThat(clients.iam().listRoleTags(list -> list.roleName("runner")).tags())
                .containsExactly(tag("a", "3"));
    }

    @Test
    void inlinePoliciesArePutListedInPagesAndDeleted() {
        createRole();
        IntStream.rangeClosed(1, 3).forEach(i -> putPolicy("p" + i));

        assertThat(decoded(clients.iam()
                        .getRolePolicy(get -> get.roleName("runner").policyName("p1"))
                        .policyDocument()))
                .isEqualToIgnoringWhitespace(POLICY);
        assertThat(
                        clients
                                .iam()
                                .listRolePoliciesPaginator(
                                        list -> list.roleName("runner").maxItems(2))
                                .policyNames()
                                .stream())
                .containsExactlyInAnyOrder("p1", "p2", "p3");
        clients.iam().deleteRolePolicy(delete -> delete.roleName("runner").policyName("p1"));
        assertThatThrownBy(() -> clients.iam()
                        .getRolePolicy(get -> get.roleName("runner").policyName("p1")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void aRoleGoesOnlyAfterItsPolicies() {
        createRole();
        putPolicy("p");

        assertThatThrownBy(this::deleteRole).isInstanceOf(DeleteConflictException.class);
        clients.iam().deleteRolePolicy(delete -> delete.roleName("runner").policyName("p"));
        deleteRole();
        assertThatThrownBy(() -> clients.iam().getRole(get -> get.roleName("runner")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void managedPoliciesAreAttachedAndDetached() {
        createRole();
        String arn = clients.iam()
                .createPolicy(policy -> policy.policyName("shared").policyDocument(POLICY))
                .policy()
                .arn();
        assertThat(arn).isEqualTo("arn:aws:iam::" + account + ":policy/shared");
        clients.iam().attachRolePolicy(attach -> attach.roleName("runner").policyArn(arn));

        assertThat(attached()).extracting(AttachedPolicy::policyArn).containsExactly(arn);
        assertThat(clients.iam().getPolicy(get -> get.policyArn(arn)).policy().attachmentCount())
                .isEqualTo(1);
        assertThat(decoded(clients.iam()
                        .getPolicyVersion(get -> get.policyArn(arn).versionId("v1"))
                        .policyVersion()
                        .document()))
                .isEqualToIgnoringWhitespace(POLICY);
        clients.iam().detachRolePolicy(detach -> detach.roleName("runner").policyArn(arn));
        assertThat(attached()).isEmpty();
    }

    private List<AttachedPolicy> attached() {
        return clients.iam()
                .listAttachedRolePolicies(list -> list.roleName("runner"))
                .attachedPolicies();
    }

    @Test
    void aPermissionsBoundaryIsPutAndTakenAway() {
        createRole();
        String arn = clients.iam()
                .createPolicy(policy -> policy.policyName("bound").policyDocument(POLICY))
                .policy()
                .arn();
        clients.iam().putRolePermissionsBoundary(put -> put.roleName("runner").permissionsBoundary(arn));

        assertThat(clients.iam()
                        .getRole(get -> get.roleName("runner"))
                        .role()
                        .permissionsBoundary()
                        .permissionsBoundaryArn())
                .isEqualTo(arn);
        clients.iam().deleteRolePermissionsBoundary(delete -> delete.roleName("runner"));
        assertThat(clients.iam().getRole(get -> get.roleName("runner")).role().permissionsBoundary())
                .isNull();
    }

    @Test
    void aClusterIsDescribedByItsNameOrArnAndMissedOtherwise() {
        String arn = clients.ecs()
                .createCluster(cluster -> cluster.clusterName("jobs"))
                .cluster()
                .clusterArn();

        assertThat(arn).isEqualTo("arn:aws:ecs:eu-central-1:" + account + ":cluster/jobs");
        assertThat(clients.ecs()
                        .describeClusters(describe -> describe.clusters("jobs", arn))
                        .clusters())
                .isNotEmpty()
                .allSatisfy(cluster -> assertThat(cluster.status()).isEqualTo("ACTIVE"));
        assertThat(clients.ecs()
                        .describeClusters(describe -> describe.clusters("nowhere"))
                        .failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo("MISSING"));
    }

    @Test
    void taskDefinitionsAreFoundByFamilyRevisionAndArn() {
        String first = register();
        String second = register();

        assertThat(first).isEqualTo("arn:aws:ecs:eu-central-1:" + account + ":task-definition/job:1");
        assertThat(describe("job").taskDefinitionArn()).isEqualTo(second);
        assertThat(describe("job:1").taskDefinitionArn()).isEqualTo(first);
        assertThat(describe(first)).satisfies(definition -> {
            assertThat(definition.networkMode()).isEqualTo(NetworkMode.AWSVPC);
            assertThat(definition.statusAsString()).isEqualTo("ACTIVE");
            assertThat(definition.revision()).isEqualTo(1);
            assertThat(definition.executionRoleArn()).endsWith(":role/execution");
            assertThat(definition.containerDefinitions().get(0).essential()).isTrue();
        });
        assertThatThrownBy(() -> describe("nothing"))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("Unable to describe task definition.");
    }

    @Test
    void aDeregisteredTaskDefinitionIsInactive() {
        String arn = register();
        clients.ecs().deregisterTaskDefinition(deregister -> deregister.taskDefinition(arn));

        assertThat(describe(arn).statusAsString()).isEqualTo("INACTIVE");
    }

    @Test
    void aStateMachineIsCreatedDescribedListedUpdatedAndDeleted() {
        String arn = createMachine();
        assertThat(arn).isEqualTo("arn:aws:states:eu-central-1:" + account + ":stateMachine:machine");
        DescribeStateMachineResponse machine = describeMachine(arn);
        assertThat(machine.name()).isEqualTo("machine");
        assertThat(machine.definition()).isEqualTo(DEFINITION);
        assertThat(machine.statusAsString()).isEqualTo("ACTIVE");
        assertThat(machine.typeAsString()).isEqualTo("STANDARD");
        assertThat(clients.sfn().listStateMachines().stateMachines())
                .extracting(item -> item.stateMachineArn())
                .containsExactly(arn);

        String other = DEFINITION.replace("Pass", "Succeed").replace(", \"End\": true", "");
        clients.sfn().updateStateMachine(update -> update.stateMachineArn(arn).definition(other));
        assertThat(describeMachine(arn).definition()).isEqualTo(other);
        assertThat(describeMachine(arn).roleArn()).isEqualTo(machine.roleArn());

        clients.sfn().deleteStateMachine(delete -> delete.stateMachineArn(arn));
        assertThatThrownBy(() -> describeMachine(arn))
                .isInstanceOf(StateMachineDoesNotExistException.class)
                .hasMessageContaining("State Machine Does Not Exist: '" + arn + "'");
    }

    @Test
    void aStateMachineHasTags() {
        String arn = createMachine();
        clients.sfn().tagResource(tag -> tag.resourceArn(arn).tags(machineTag("b", "2")));
        clients.sfn().untagResource(untag -> untag.resourceArn(arn).tagKeys("a"));

        assertThat(clients.sfn()
                        .listTagsForResource(list -> list.resourceArn(arn))
                        .tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.key() + "=" + tag.value()).isEqualTo("b=2"));
    }

    private void createRole() {
        clients.iam().createRole(role -> role.roleName("runner").assumeRolePolicyDocument(TRUST));
    }

    private void deleteRole() {
        clients.iam().deleteRole(delete -> delete.roleName("runner"));
    }

    private void putPolicy(String name) {
        clients.iam()
                .putRolePolicy(put -> put.roleName("runner").policyName(name).policyDocument(POLICY));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static software.amazon.awssdk.services.sfn.model.Tag machineTag(String key, String value) {
        return software.amazon.awssdk.services.sfn.model.Tag.builder()
                .key(key)
                .value(value)
                .build();
    }

    private String register() {
        return clients.ecs()
                .registerTaskDefinition(definition -> definition
                        .family("job")
                        .networkMode(NetworkMode.AWSVPC)
                        .cpu("256")
                        .memory("512")
                        .executionRoleArn("arn:aws:iam::" + account + ":role/execution")
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("app")
                                .image("busybox")
                                .memory(128)
                                .build()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    private TaskDefinition describe(String reference) {
        return clients.ecs()
                .describeTaskDefinition(describe -> describe.taskDefinition(reference))
                .taskDefinition();
    }

    private String createMachine() {
        createRole();
        return clients.sfn()
                .createStateMachine(machine -> machine.name("machine")
                        .definition(DEFINITION)
                        .roleArn("arn:aws:iam::" + account + ":role/runner")
                        .tags(machineTag("a", "1")))
                .stateMachineArn();
    }

    private DescribeStateMachineResponse describeMachine(String arn) {
        return clients.sfn().describeStateMachine(describe -> describe.stateMachineArn(arn));
    }

    /** IAM's documents come URL-encoded. */
    private static String decoded(String document) {
        return URLDecoder.decode(document, StandardCharsets.UTF_8);
    }
}
