package io.github.sfnecs.aws;

import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.diagnostic.Finding.Area;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Looks at something in AWS that not every caller may see and not every endpoint has. */
public final class Look {
    private Look() {}

    /**
     * What is found there; where the caller may not look, or the endpoint does not know the call, one finding that says so.
     *
     * @param what what it is that is looked at, such as {@code the cluster's capacity providers}
     */
    public static List<Finding> at(Area area, String what, Supplier<List<Finding>> look) {
        try {
            return look.get();
        } catch (AwsServiceException e) {
            String call = FailedCall.of(e).orElse("the call");
            if (AwsProblems.denied(e)) {
                return List.of(Finding.notChecked(
                        area,
                        what + ": you may not look.",
                        AwsProblems.message(e),
                        "Give the caller this permission; -Dsfn-ecs.printCallerPolicy prints what check needs"));
            }
            if (AwsProblems.unsupported(e)) {
                return List.of(Finding.notChecked(
                        area,
                        what + ": this endpoint has no " + call + ".",
                        AwsProblems.code(e) + ": " + AwsProblems.message(e),
                        ""));
            }
            throw e;
        }
    }
}
