package io.github.sfnecs.mojos;

import io.github.sfnecs.bound.DefinitionFileParameters;
import io.github.sfnecs.bound.DefinitionSource;
import io.github.sfnecs.bound.StateMachineParameters;
import io.github.sfnecs.change.Adoption;
import io.github.sfnecs.config.KeyValues;
import io.github.sfnecs.config.ParameterReader;
import io.github.sfnecs.config.RoleParameters;
import io.github.sfnecs.role.StateMachineRole;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * The parameters from which the definition and its role follow. Several goals need all of them, and Maven has no other way to share
 * parameters that are also properties.
 */
public abstract class AbstractDefinitionMojo extends AbstractRunTaskMojo {
    /**
     * Whether each state of {@code definitionFile} that runs a task without a {@code Group} is given one, which tells whose the task is:
     * {@code cleanup-tasks} and {@code status} know no others.
     */
    @Parameter(property = "sfn-ecs.markTasks", defaultValue = "true")
    private String markTasks;

    /**
     * A file with an IAM policy in JSON: what the role of {@code definitionFile} may do besides what follows from the file, for states of
     * which not all is decided there. It becomes the inline policy {@code sfn-ecs-additional}. Example: {@code src/main/sfn/permissions.json}.
     */
    @Parameter(property = "sfn-ecs.additionalPermissions")
    private File additionalPermissions;

    /**
     * The task definitions, by family, family and revision, or ARN, that states of {@code definitionFile} may run whose
     * {@code TaskDefinition} only the execution's input decides. Example: {@code report-eu}.
     */
    @Parameter(property = "sfn-ecs.dynamicTaskDefinitions")
    private List<String> dynamicTaskDefinitions;

    /**
     * The name of the role that {@code ensure-role} creates, at most 64 characters. By default
     * {@code sfn-ecs-<stateMachineName>-<region>}.
     */
    @Parameter(property = "sfn-ecs.roleName")
    private String roleName;

    /** The path under which {@code ensure-role} creates the role; one that exists keeps its path. Example: {@code /service/}. */
    @Parameter(property = "sfn-ecs.rolePath", defaultValue = "/")
    private String rolePath;

    /** The ARN of a managed policy that bounds the role's permissions. */
    @Parameter(property = "sfn-ecs.permissionsBoundaryArn")
    private String permissionsBoundaryArn;

    /** Whether {@code ensure-role} may take over a role of this name that it did not create. */
    @Parameter(property = "sfn-ecs.adoptRole", defaultValue = "false")
    private String adoptRole;

    /** The ARN of a role that someone else owns: it is used and never changed. Excludes {@code roleName}. */
    @Parameter(property = "sfn-ecs.roleArn")
    private String roleArn;

    /** Whether {@code deploy-statemachine} may take over a state machine of this name that it did not create. */
    @Parameter(property = "sfn-ecs.adoptStateMachine", defaultValue = "false")
    private String adoptStateMachine;

    /** Tags for the role and the state machine: an element for each key, or {@code -Dsfn-ecs.resourceTags=team=payments}. */
    @Parameter(property = "sfn-ecs.resourceTags")
    private Map<String, String> resourceTags;

    /** Takes {@code resourceTags} as one text; Maven itself reads maps only from elements of the POM. */
    public void setResourceTags(KeyValues text) {
        text.toMap().ifPresent(map -> this.resourceTags = map);
    }

    @Override
    final boolean marksTasks(ParameterReader values) {
        return values.flag("markTasks", markTasks);
    }

    /** The user's tags of the role and the state machine. */
    final SortedMap<String, String> resourceTags(StateMachineParameters binding) {
        return binding.values().tags("resourceTags", resourceTags);
    }

    /** What to do with a state machine that is not ours. */
    final Adoption adoption(StateMachineParameters binding) {
        return binding.values().flag("adoptStateMachine", adoptStateMachine) ? Adoption.ADOPT : Adoption.REFUSE;
    }

    /** The state machine's role, with these tags of the user's. */
    final Optional<StateMachineRole> role(StateMachineParameters binding, SortedMap<String, String> tags) {
        return new RoleParameters(binding.values(), binding.scope(), binding.target())
                .role(roleArn, roleName, rolePath, permissionsBoundaryArn, adoptRole, tags);
    }

    /** What the state machine's definition comes from. */
    final Optional<DefinitionSource> source(StateMachineParameters binding) {
        DefinitionFileParameters files = files(binding.values());
        if (definitionFile == null) {
            files.noteWithoutFile("additionalPermissions", Optional.ofNullable(additionalPermissions));
            files.noteWithoutFile(
                    "dynamicTaskDefinitions",
                    Optional.ofNullable(dynamicTaskDefinitions).filter(some -> !some.isEmpty()));
            return task(binding).map(task -> task);
        }
        binding.own()
                .ifPresent(
                        own -> binding.target().ifPresent(target -> files.noteEndless(own, target.stateMachineArn())));
        binding.own().ifPresent(taskOfThePom(binding.values())::noteUnused);
        return binding.own().flatMap(own -> files.source(own, additionalPermissions, dynamicTaskDefinitions));
    }
}
