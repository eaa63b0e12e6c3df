package io.github.sfnecs.status;

import io.github.sfnecs.aws.AwsProblems;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.Text;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Something in AWS that not every caller may see, and that not every endpoint has. */
sealed interface Seen<T> {
    /** It was seen. */
    record Known<T>(T value) implements Seen<T> {}

    /**
     * It was not.
     *
     * @param why in AWS's words and ours, on one line
     */
    record NotKnown<T>(String why) implements Seen<T> {
        private static final int LONGEST = 500;

        static <T> NotKnown<T> of(Problem problem) {
            String text = problem.what() + " " + problem.where() + ": " + problem.why();
            return new NotKnown<>(Text.shortened(text.replaceAll("\\s+", " "), LONGEST));
        }
    }

    /**
     * Looks; what AWS does not show does not keep the rest from being shown.
     *
     * @throws AwsServiceException if AWS is broken, or does not know the caller: then there is no rest
     */
    static <T> Seen<T> at(Supplier<T> look) {
        try {
            return new Known<>(look.get());
        } catch (AwsServiceException e) {
            Problem problem = AwsProblems.of(e);
            boolean lacking = AwsProblems.unsupported(e) && !AwsProblems.passing(e);
            if (problem.kind() == Problem.Kind.UNREACHABLE && !lacking) {
                throw e;
            }
            return NotKnown.of(problem);
        }
    }
}
