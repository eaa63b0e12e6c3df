package io.github.sfnecs.aws;

import io.github.sfnecs.arn.Scope;
import io.github.sfnecs.diagnostic.AccessDenied;
import io.github.sfnecs.diagnostic.Problem;
import io.github.sfnecs.diagnostic.ProblemException;
import io.github.sfnecs.diagnostic.Text;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.arns.Arn;

/**
 * Credentials of another account than that of the POM's ARNs. A family or a role's name is found in whatever account they are of, and
 * what is created is created there, so the ARNs that AWS answers anyway are compared with the POM's before anything is written.
 */
public final class WrongAccount {
    private WrongAccount() {}

    /**
     * Compares where something is with where it has to be.
     *
     * @param wanted where the POM's ARNs are
     * @param answered an ARN of AWS's answer; where it is missing or is none, it tells nothing
     * @throws ProblemException if it is in another partition, account or region
     */
    public static void refuse(AwsClients aws, Scope wanted, String answered) {
        refuse(aws, wanted, answered, "nothing was changed", "");
    }

    /**
     * The same where the answer is that something was done.
     *
     * @param done what was done
     * @param undo what else to do about it; may be empty
     */
    public static void refuse(AwsClients aws, Scope wanted, String answered, String done, String undo) {
        Optional<Arn> arn = parsed(answered);
        if (arn.isPresent()) {
            String what = elsewhere(wanted, arn.get());
            if (!what.isEmpty()) {
                throw new ProblemException(problem(
                        aws.settings(), Environment.variables(), wanted, arn.get(), what + "; " + done + ".", undo));
            }
        }
    }

    /** What AWS refused since the caller is of another account than what was asked about, if that is so; AWS says both. */
    static Optional<Problem> refused(String call, String why) {
        return AccessDenied.in(why).flatMap(denied -> {
            Optional<String> caller = account(denied.principal());
            Optional<String> owner = account(denied.resource());
            return owner.filter(account -> caller.isPresent() && !caller.equals(owner))
                    .map(account -> Problem.failed(
                            "The credentials are of the account " + caller.get() + ", what they are used on is of "
                                    + account + ".",
                            call,
                            why,
                            fix(account)));
        });
    }

    /** Of policies of AWS's own it is {@code aws}. */
    private static Optional<String> account(String arn) {
        return parsed(arn).flatMap(Arn::accountId).filter(id -> id.matches("\\d{12}"));
    }

    private static String fix(String account) {
        return "Set -Dsfn-ecs.profile or AWS_PROFILE to a profile of the account " + account
                + ", or assumeRoleArn to a role in it; or correct the ARNs in the POM";
    }

    private static Optional<Arn> parsed(String answered) {
        try {
            return Optional.ofNullable(answered).flatMap(Arn::tryFromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Empty where it is not elsewhere. */
    private static String elsewhere(Scope wanted, Arn arn) {
        String account = arn.accountId().orElse("");
        if (!account.isEmpty() && !account.equals(wanted.account())) {
            return "The credentials are of the account " + account + ", the POM's ARNs of " + wanted.account();
        }
        String region = arn.region().orElse("");
        if (!region.isEmpty() && !region.equals(wanted.region())) {
            return "AWS answered from the region " + region + ", the POM's ARNs are of " + wanted.region();
        }
        if (!arn.partition().equals(wanted.partition())) {
            return "AWS answered from the partition " + arn.partition() + ", the POM's ARNs are of "
                    + wanted.partition();
        }
        return "";
    }

    private static Problem problem(
            AwsSettings settings, Map<String, String> variables, Scope wanted, Arn arn, String what, String undo) {
        boolean account = arn.accountId()
                .filter(id -> !id.isEmpty() && !id.equals(wanted.account()))
                .isPresent();
        return Problem.failed(
                what,
                "clusterArn",
                "AWS answered with " + arn + ". The credentials are those of " + whose(settings, variables) + "."
                        + endpoint(settings),
                (account
                                ? fix(wanted.account())
                                : "Correct sfn-ecs.endpoint or AWS_ENDPOINT_URL where one is set; or the ARNs in the POM")
                        + undo);
    }

    /**
     * Where the SDK has the credentials from, as far as its order tells.
     * https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html
     */
    private static String whose(AwsSettings settings, Map<String, String> variables) {
        return settings.assumeRoleArn()
                .map(role -> "the role " + role + " (assumeRoleArn)")
                .or(() -> settings.profile().map(name -> "the profile " + name + " (sfn-ecs.profile)"))
                .or(() -> set(variables, "AWS_ACCESS_KEY_ID").map(key -> "the variable AWS_ACCESS_KEY_ID"))
                .or(() -> set(variables, "AWS_PROFILE").map(name -> "the profile " + name + " (AWS_PROFILE)"))
                .orElse("the SDK's default chain, without AWS_PROFILE");
    }

    private static Optional<String> set(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    private static String endpoint(AwsSettings settings) {
        return settings.endpoint()
                .map(uri -> " The endpoint is " + Text.withoutLogin(uri.toString())
                        + "; an emulator takes the account from the access key id.")
                .orElse("");
    }
}
