package io.github.sfnecs.statemachine;

import io.github.sfnecs.asl.Definition;
import io.github.sfnecs.change.Adoption;
import java.util.SortedMap;

/**
 * The state machine as it shall be; its type is STANDARD.
 *
 * @param arn its ARN, whether or not it exists
 * @param name its name
 * @param roleArn the role that it runs with
 * @param definition what it does
 * @param tags the user's tags
 * @param adoption whether a state machine of this name that somebody else created may be taken over
 */
public record StateMachineSpec(
        String arn,
        String name,
        String roleArn,
        Definition definition,
        SortedMap<String, String> tags,
        Adoption adoption) {}
