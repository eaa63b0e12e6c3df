package io.github.sfnecs.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.github.sfnecs.diagnostic.Catalogue.Seen;
import io.github.sfnecs.testing.CountingText;
import io.github.sfnecs.testing.Tables;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong, word for word. */
class KnownFailureTest {
    private static final Set<KnownFailure> UNSEEN = EnumSet.of(
            KnownFailure.HISTORY_LIMIT,
            KnownFailure.LAUNCH_TYPE,
            KnownFailure.IMAGE_REFERENCE,
            KnownFailure.SERVICE_CONNECT,
            KnownFailure.OF_AWS,
            KnownFailure.EXIT_125,
            KnownFailure.EXIT_126,
            KnownFailure.EXIT_127,
            KnownFailure.EXIT_1);

    /** A mistake in a file is told once, not for each entry. */
    @BeforeAll
    static void readTheCatalogue() {
        assertThat(Catalogue.read()).isNotEmpty();
    }

    /** What is said, and what it means. */
    private record Said(KnownFailure means, String text) {
        @Override
        public String toString() {
            return means + ": " + text;
        }
    }

    /** The sentences of the catalogue itself. */
    static Stream<Said> theServicesOwnWording() {
        return Arrays.stream(KnownFailure.values())
                .flatMap(known -> Catalogue.of(known).says().stream().map(text -> new Said(known, text)));
    }

    /** Several sentences at once, as an execution and its task have them. */
    static Stream<Said> severalSentences() {
        return Stream.of(
                new Said(KnownFailure.EXECUTION_ABORTED, "Execution run ABORTED.\nCancelled: States.Timeout"),
                new Said(KnownFailure.EXECUTION_TIMED_OUT, "Execution run TIMED_OUT.\n"),
                new Said(KnownFailure.TIMEOUT, "States.Timeout\ncontainer app: exit code 143, "),
                new Said(
                        KnownFailure.SPOT,
                        "SpotInterruption\nYour Spot Task was interrupted.\ncontainer app: exit code 137, "),
                new Said(
                        KnownFailure.STOPPED_BY_USER,
                        "UserInitiated\nTask stopped by user\ncontainer app: exit code 143, "),
                new Said(
                        KnownFailure.SIDECAR,
                        "Essential container in task exited\nnon-essential container envoy: exit code 137, "),
                new Said(KnownFailure.EXIT_137, "Essential container in task exited\ncontainer app: exit code 137, "),
                new Said(KnownFailure.EXIT_1, "Essential container in task exited\ncontainer app: exit code 1, "));
    }

    @ParameterizedTest
    @MethodSource({"theServicesOwnWording", "severalSentences"})
    void isKnownByAwsOwnWords(Said said) {
        assertThat(KnownFailure.in(said.text))
                .as("which entry takes what %s says", place(said.means))
                .contains(said.means);
    }

    /** A deadline is the network, a denial is a permission, and what is not there is neither, whatever the failure is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "ENV_FILE | failed to download env files: RequestCanceled: context deadline exceeded | no route to S3 | NAT gateway",
                "ENV_FILE | failed to download env files: RequestError: send request failed | no route to S3 | NAT gateway",
                "ENV_FILE | failed to download env files: AccessDenied: Access Denied | the execution role lacks s3:GetObject | s3:GetObject",
                "ENV_FILE | failed to download env files: NoSuchKey: The specified key does not exist | the file or its bucket | Upload",
                "ENV_FILE | failed to download env files: stat api.env: no such file or directory | the file or its bucket | Upload",
                "EFS | failed to invoke EFS utils commands: Mount attempt 1/3 failed due to timeout | the file system's security group | mount targets",
                "EFS | failed to invoke EFS utils commands: access denied by server while mounting | the file system's policy | ClientMount",
                "EFS | mount.nfs4: mounting fs-1:/data failed, reason given by server: No such file or directory | rootDirectory | Create the folder",
                "FIRELENS | unable to download firelens s3 config file: AccessDenied | its configuration is in S3, and the task role | task role",
                "FIRELENS | dial unix fluent.sock: connect: no such file or directory | the log router ended | awslogs",
                "LAYERS | failed to copy: httpReadSeeker: failed open: dial tcp 1.2.3.4:443: i/o timeout | no way to S3 | S3 gateway endpoint",
                "LAYERS | failed to copy: httpReadSeeker: failed open: 403 Forbidden | the policy of the S3 endpoint | s3:GetObject",
                "RESOURCE_INITIALIZATION | ResourceInitializationError: x: AccessDeniedException: no | the execution role lacks a permission | Check",
                "NO_ROUTE | CannotPullContainerError: failed to resolve ref x: failed to authorize: Get y: dial tcp 1.2.3.4:443: i/o timeout | a public subnet | assignPublicIp",
                "ECR_DENIED | CannotPullContainerError: Check your task network configuration: AccessDenied: not authorized to perform: ecr:BatchGetImage | its policy lacks | Attach"
            })
    void saysTheCauseFirstThatTheTextTells(KnownFailure known, String said, String cause, String fix) {
        assertThat(KnownFailure.in(said)).contains(known);
        assertThat(known.causes(said).get(0)).startsWith(cause);
        assertThat(known.fix(said)).contains(fix);
    }

    /** Whoever holds a task token may send a cause of 32,768 characters; what it says may stand at its end. A build tries a tenth. */
    @ParameterizedTest
    @MethodSource("theServicesOwnWordingAnywhere")
    void isKnownAtTheEndOfALongText(Said said) {
        assertThat(KnownFailure.in("lorem ipsum ".repeat((Tables.whole() ? 32_768 : 3_276) / 12) + "\n" + said.text))
                .as("which entry takes what %s says", place(said.means))
                .contains(said.means);
    }

    /** What this plugin itself says of the execution, at the beginning. */
    static Stream<Said> theServicesOwnWordingAnywhere() {
        return theServicesOwnWording().filter(said -> !said.text.startsWith("Execution run "));
    }

    @Test
    void isKnownAtBothEndsOfATextThatIsTooLongForAws() {
        String tooLong = "\nlorem ipsum ".repeat(100_000) + "\n";

        assertThat(KnownFailure.in("Execution run ABORTED." + tooLong)).contains(KnownFailure.EXECUTION_ABORTED);
        assertThat(KnownFailure.in(tooLong + "OutOfMemoryError")).contains(KnownFailure.OUT_OF_MEMORY);
        assertThat(KnownFailure.in(tooLong + "OutOfMemoryError" + tooLong)).isEmpty();
    }

    /** It may be made of the very words that are looked for. */
    @Test
    void isLookedForInATimeThatGrowsAsTheTextDoes() {
        String words = "CannotPullContainerError: repository ";

        assertThat(looks(words.repeat(1 << 10))).isLessThanOrEqualTo(5 * looks(words.repeat(1 << 8)));
    }

    private static long looks(String text) {
        CountingText counting = new CountingText(text, 100L * text.length());
        assertThat(Wording.of(
                                "CannotPull\\w{0,40}Error ... repository ... not found|manifest unknown",
                                "repository ... name unknown")
                        .isIn(counting))
                .isFalse();
        return counting.looks();
    }

    @ParameterizedTest
    @EnumSource
    void hasAWording(KnownFailure known) {
        assertThat(Catalogue.of(known).says())
                .as("%s needs says: with a sentence of AWS's, word for word", place(known))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "States.TaskFailed",
                "Something went wrong",
                "MyInternalError: no",
                "The health check failed over",
                "container app: exit code 0, ",
                "container app: exit code 1270, "
            })
    void doesNotTakeOneMessageForAnother(String message) {
        assertThat(KnownFailure.in(message)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void saysInASentenceWhatHappenedWhyAndWhatToDo(KnownFailure known) {
        assertSoftly(entry -> {
            entry.assertThat(known.happened()).as("%s meaning:", place(known)).matches("[A-Z].*\\.");
            entry.assertThat(known.causes(""))
                    .as("%s cause:", place(known))
                    .isNotEmpty()
                    .noneMatch(cause -> cause.endsWith("."));
            entry.assertThat(known.fix()).as("%s fix:", place(known)).doesNotEndWith(".");
            entry.assertThat(known.page()).as("%s page:", place(known)).startsWith("https://docs.aws.amazon.com/");
            entry.assertThat(known.why("")).contains(known.happened()).contains(known.causes(""));
        });
    }

    @ParameterizedTest
    @EnumSource
    void saysNothingThatAnotherSays(KnownFailure known) {
        assertThat(KnownFailure.values())
                .as("entries that mean what %s means", place(known))
                .filteredOn(other -> other.happened().equals(known.happened()))
                .containsExactly(known);
    }

    /** What nobody has seen is said to be so, and is as little as can be. */
    @ParameterizedTest
    @EnumSource
    void wasSeen(KnownFailure known) {
        assertThat(Catalogue.of(known).seen() == Seen.UNSEEN)
                .as("%s says seen: unseen", place(known))
                .isEqualTo(UNSEEN.contains(known));
    }

    /** The entry's file and line. */
    private static String place(KnownFailure known) {
        return Catalogue.of(known).place() + " [" + known + "]";
    }
}
