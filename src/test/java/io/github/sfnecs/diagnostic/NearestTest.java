package io.github.sfnecs.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> NAMES = List.of(
            "clusterArn",
            "count",
            "executionArn",
            "followLogs",
            "heartbeat",
            "input",
            "inputFile",
            "integrationPattern",
            "profile",
            "retry",
            "roleArn",
            "roleName",
            "rolePath",
            "skip",
            "stateMachineName",
            "subnets",
            "taskTags",
            "timeout",
            "wait");

    @ParameterizedTest
    @CsvSource({
        "inputs, input",
        "intput, input",
        "INPUT, input",
        "inputfile, inputFile",
        "input-file, inputFile",
        "cluster, clusterArn",
        "subnet, subnets",
        "subnetIds, subnets",
        "pattern, integrationPattern",
        "role, roleArn",
        "name, roleName",
        "logs, followLogs",
        "tags, taskTags",
        "wiat, wait",
        "timeOut, timeout",
        "stateMachine, stateMachineName"
    })
    void isWhatWasMeant(String given, String meant) {
        assertThat(Nearest.of(given, NAMES)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"''", "???"})
    void isAnyOfTheNamesWhereNothingIsLikeIt(String given) {
        assertThat(NAMES).contains(Nearest.of(given, NAMES));
    }
}
