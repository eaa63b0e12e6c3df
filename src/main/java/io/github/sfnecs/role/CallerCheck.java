package io.github.sfnecs.role;

import static io.github.sfnecs.diagnostic.Finding.Area.CALLER;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.aws.Look;
import io.github.sfnecs.aws.WrongAccount;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.goal.Goal;
import io.github.sfnecs.goal.Need.Necessity;
import io.github.sfnecs.iam.Access;
import io.github.sfnecs.iam.Access.Sampled;
import io.github.sfnecs.iam.Simulation;
import io.github.sfnecs.iam.Simulation.Decision;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the caller of the goals may do what those that change something need.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
public final class CallerCheck {
    private static final String PRINT = "mvn sfn-ecs:check -Dsfn-ecs.printCallerPolicy prints the whole policy";

    private final AwsClients aws;
    private final CallerPolicy policy;

    /** Of whoever these clients call as. */
    public CallerCheck(AwsClients aws, CallerPolicy policy) {
        this.aws = aws;
        this.policy = policy;
    }

    /** What is found. */
    public List<Finding> findings() {
        return Look.at(CALLER, "Who you are, and what you may do", () -> {
            String caller = aws.sts().getCallerIdentity().arn();
            WrongAccount.refuse(aws, policy.scope(), caller);
            List<String> resource =
                    List.of(caller.substring(caller.lastIndexOf(':') + 1).split("/", -1));
            return switch (resource.size() == 1 ? resource.get(0) : resource.get(0) + "/") {
                case "root" ->
                    List.of(Finding.warning(
                            CALLER,
                            "You are the account's root user, who may do everything.",
                            "",
                            "Work as a role that may do no more than the goals need; " + PRINT));
                case "user/" -> judged(caller, "user " + resource.get(resource.size() - 1));
                // IAM simulates roles, by their own ARN with its path, not their sessions
                case "assumed-role/" -> judged(role(resource.get(1)), "role " + resource.get(1));
                default ->
                    List.of(Finding.notChecked(
                            CALLER, "What " + caller + " may do.", "IAM simulates users and roles only.", PRINT));
            };
        });
    }

    private String role(String name) {
        return aws.iam().getRole(request -> request.roleName(name)).role().arn();
    }

    private List<Finding> judged(String arn, String name) {
        // the others say themselves what they could not see
        List<Goal> goals = Stream.of(Goal.values())
                .filter(Goal::writes)
                .sorted(Comparator.comparing(Goal::toString))
                .toList();
        List<Permission> permissions =
                goals.stream().map(policy::permissions).flatMap(List::stream).toList();
        List<Sampled> wanted = permissions.stream()
                .flatMap(Permission::requests)
                .distinct()
                .map(request -> request.sampled(List.of()))
                .toList();
        List<Decision> decisions = new Simulation(aws).of(arn, wanted);
        Optional<Finding> open = Simulation.notChecked(CALLER, "the " + name, decisions);
        if (open.isPresent()) {
            return List.of(open.get());
        }
        Set<Access> denied = decisions.stream()
                .filter(Decision::denied)
                .map(Decision::request)
                .collect(Collectors.toSet());
        return goals.stream()
                .flatMap(goal -> ofGoal(goal, name, policy.permissions(goal), denied).stream())
                .toList();
    }

    private static List<Finding> ofGoal(Goal goal, String name, List<Permission> needed, Set<Access> denied) {
        List<Finding> lacking = needed.stream()
                .flatMap(permission -> permission
                        .requests()
                        .filter(denied::contains)
                        .map(request -> lacking(goal, name, permission.necessity(), request)))
                .distinct()
                .toList();
        return lacking.isEmpty()
                ? List.of(Finding.passed(CALLER, "The " + name + " may do all that " + goal + " needs."))
                : lacking;
    }

    private static Finding lacking(Goal goal, String name, Necessity necessity, Access request) {
        String says = goal + ": the " + name + " may not " + request.text() + ".";
        String fix = "Give it the statement\n" + request.statement() + "\n" + PRINT;
        if (necessity != Necessity.REQUIRED) {
            return Finding.warning(CALLER, says, "The goal goes on without, and says what it could not see.", fix);
        }
        // an execution that failed can as well be started anew
        return goal == Goal.REDRIVE
                ? Finding.warning(CALLER, says, "The goal would fail.", fix)
                : Finding.failed(CALLER, says, "The goal would fail.", fix);
    }
}
