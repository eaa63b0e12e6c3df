package io.github.sfnecs.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.diagnostic.Console;
import io.github.sfnecs.iam.PolicyDocument;
import io.github.sfnecs.role.KeptPermissions.Earlier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptPermissionsTest {
    private static final RequiredPolicies NOTHING =
            new RequiredPolicies(PolicyDocument.empty(), PolicyDocument.empty());

    @Test
    void theChildrenOfADistributedMapComeInAsLongAsTheyRun() {
        Scope scope = new Scope("aws", "eu-central-1", "123456789012");
        String machine = scope.stateMachine("nightly");
        PolicyDocument narrow = TrustPolicy.of(scope, machine);
        PolicyDocument wide = TrustPolicy.of(scope, machine, machine + "/*");
        PolicyDocument start = PolicyDocument.decode(
                "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"states:StartExecution\", \"Resource\": \"*\"}}");
        ActualRole actual = new ActualRole(
                "arn:aws:iam::123456789012:role/r",
                wide,
                Map.of(),
                Optional.empty(),
                Optional.of(start),
                Optional.empty());
        RequiredPolicies required = new RequiredPolicies(narrow, PolicyDocument.empty());

        assertThat(kept(new RequiredPolicies(wide, start))
                        .with(required, actual)
                        .trust())
                .isEqualTo(wide);
        assertThat(kept(new RequiredPolicies(narrow, start))
                        .with(required, actual)
                        .trust())
                .isEqualTo(narrow);
    }

    private static KeptPermissions kept(RequiredPolicies earlier) {
        return new KeptPermissions(() -> List.of(new Earlier("execution", Optional.of(earlier))), Console.silent());
    }

    /** Where nothing is known of what an execution needs, all is kept that is a statement. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x                                                                                     | 0
            "x"                                                                                   | 0
            []                                                                                    | 0
            {'Statement': 'x'}                                                                    | 0
            {'Statement': ['x', 1, null, {}, {'Effect': 'Deny', 'Action': '*', 'Resource': '*'}]} | 0
            {'Statement': {'Effect': 'Allow', 'Action': 's3:GetObject', 'Resource': '*', 'Condition': {'StringEquals': {'a': []}}}} | 0
            {'Statement': {'Effect': 'Allow', 'Action': 's3:GetObject', 'Resource': '*'}}         | 1
            """)
    void whateverSomebodyWroteIntoThePolicyIsRead(String policy, int kept) {
        ActualRole actual = new ActualRole(
                "arn:aws:iam::123456789012:role/r",
                PolicyDocument.empty(),
                Map.of(),
                Optional.empty(),
                Optional.of(PolicyDocument.decode(policy.replace('\'', '"'))),
                Optional.empty());

        RequiredPolicies all = new KeptPermissions(
                        () -> List.of(new Earlier("arn:aws:states:::execution:a:b", Optional.empty())),
                        Console.silent())
                .with(NOTHING, actual);

        assertThat(all.permissions().statements()).hasSize(kept);
    }
}
