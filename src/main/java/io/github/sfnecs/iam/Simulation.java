package io.github.sfnecs.iam;

import io.github.sfnecs.aws.AwsClients;
import io.github.sfnecs.diagnostic.Finding;
import io.github.sfnecs.iam.Access.Sampled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;

/**
 * Asks IAM what it would decide. Service control policies with conditions and changes that are on their way are not in its answer.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
public final class Simulation {
    /**
     * What IAM would decide about a request.
     *
     * @param request what was asked, as it was before a resource was found for its pattern
     * @param verdict allowed, or why not
     */
    public record Decision(Access request, Verdict verdict) {
        public boolean allowed() {
            return verdict == Verdict.ALLOWED;
        }

        public boolean denied() {
            return !allowed() && !verdict.tellsNothing();
        }
    }

    /** What is said where the simulator tells nothing about some of the requests. */
    public static Optional<Finding> notChecked(Finding.Area area, String who, List<Decision> decisions) {
        return decisions.stream()
                .filter(decision -> decision.verdict().tellsNothing())
                .findFirst()
                .map(open -> Finding.notChecked(
                        area,
                        "What " + who + " may do: this endpoint only pretends to simulate.",
                        open.verdict().text(),
                        ""));
    }

    /**
     * What one call asks: these actions on each of these resources, with these values of the condition keys, of who has these policies
     * besides.
     */
    private record Question(
            List<String> actions, List<String> resources, List<ContextEntry> context, List<String> policies) {
        Question with(PolicyDocument policy) {
            return new Question(actions, resources, context, List.of(policy.compact()));
        }
    }

    private final AwsClients aws;

    public Simulation(AwsClients aws) {
        this.aws = aws;
    }

    /** What a role or a user may do by all its policies, its permissions boundary included. */
    public List<Decision> of(String principalArn, List<Sampled> requests) {
        return decisions(
                requests,
                question -> aws
                        .iam()
                        .simulatePrincipalPolicyPaginator(SimulatePrincipalPolicyRequest.builder()
                                .policySourceArn(principalArn)
                                .policyInputList(question.policies)
                                .actionNames(question.actions)
                                .resourceArns(question.resources)
                                .contextEntries(question.context)
                                .build())
                        .evaluationResults()
                        .stream()
                        .toList());
    }

    /** What a role could do that has this policy and this boundary. */
    public List<Decision> of(PolicyDocument policy, Optional<PolicyDocument> boundary, List<Sampled> requests) {
        return decisions(
                requests,
                question -> aws
                        .iam()
                        .simulateCustomPolicyPaginator(SimulateCustomPolicyRequest.builder()
                                .policyInputList(Stream.concat(Stream.of(policy.compact()), question.policies.stream())
                                        .toList())
                                .permissionsBoundaryPolicyInputList(boundary.map(PolicyDocument::compact).stream()
                                        .toList())
                                .actionNames(question.actions)
                                .resourceArns(question.resources)
                                .contextEntries(question.context)
                                .build())
                        .evaluationResults()
                        .stream()
                        .toList());
    }

    /**
     * One call for all requests that go together, no call waiting for another; and one more where something is not allowed, to see
     * whether who answers knows patterns and conditions. IAM takes only actions together that are authorized
     * by the same information, which is nowhere written down; where it refuses, each action is asked about by itself.
     */
    private List<Decision> decisions(List<Sampled> wanted, Function<Question, List<EvaluationResult>> ask) {
        List<Access> requests = wanted.stream().map(Sampled::request).distinct().toList();
        Map<List<Access>, Supplier<List<EvaluationResult>>> asked = new LinkedHashMap<>();
        together(requests).forEach(some -> asked.put(some, aws.ahead(() -> results(some, ask))));
        Map<Access, Verdict> answers = new HashMap<>();
        asked.forEach((some, answer) -> {
            List<EvaluationResult> results = answer.get();
            some.forEach(request -> answers.put(request, Verdict.of(request, results)));
        });
        hardest(answers)
                .map(request ->
                        Verdict.of(request, ask.apply(question(List.of(request)).with(request.allowedByPattern()))))
                .filter(Verdict.LACKING::equals)
                .ifPresent(still -> answers.entrySet().stream()
                        .filter(answer -> answer.getValue() == still)
                        .forEach(answer -> answer.setValue(Verdict.NOT_UNDERSTOOD)));
        return wanted.stream()
                .map(sampled -> new Decision(sampled.original(), answers.get(sampled.request())))
                .toList();
    }

    /** Of what is not allowed the request that takes most to understand. */
    private static Optional<Access> hardest(Map<Access, Verdict> answers) {
        return answers.keySet().stream()
                .filter(request -> answers.get(request) == Verdict.LACKING)
                .max(Comparator.comparing((Access request) -> request.context().size())
                        .thenComparing(Access::text));
    }

    private static List<EvaluationResult> results(List<Access> some, Function<Question, List<EvaluationResult>> ask) {
        Question question = question(some);
        try {
            return ask.apply(question);
        } catch (InvalidInputException e) {
            if (question.actions.size() == 1) {
                throw e;
            }
            return question.actions.stream()
                    .flatMap(
                            action -> ask
                                    .apply(new Question(
                                            List.of(action), question.resources, question.context, List.of()))
                                    .stream())
                    .toList();
        }
    }

    /** IAM decides about every action on every resource that a call names, so the actions of a call have the same resources. */
    private static List<List<Access>> together(List<Access> requests) {
        Map<List<Object>, List<Access>> byAction = requests.stream()
                .collect(Collectors.groupingBy(
                        request -> List.of(request.action(), request.context()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        Map<List<Object>, List<Access>> byResources = new LinkedHashMap<>();
        byAction.forEach((key, some) -> byResources
                .computeIfAbsent(
                        List.of(
                                some.get(0).service(),
                                some.stream().map(Access::resource).collect(Collectors.toCollection(TreeSet::new)),
                                key.get(1)),
                        resources -> new ArrayList<>())
                .addAll(some));
        return List.copyOf(byResources.values());
    }

    private static Question question(List<Access> some) {
        return new Question(
                some.stream().map(Access::action).distinct().toList(),
                some.stream().map(Access::resource).distinct().toList(),
                some.get(0).context().entrySet().stream()
                        .map(key -> ContextEntry.builder()
                                .contextKeyName(key.getKey())
                                .contextKeyValues(key.getValue())
                                .contextKeyType(ContextKeyTypeEnum.STRING)
                                .build())
                        .toList(),
                List.of());
    }
}
