package io.github.sfnecs.fakeaws.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.ApiCall;
import io.github.sfnecs.fakeaws.AuthorizationRecord;
import io.github.sfnecs.fakeaws.FakeFunction;
import io.github.sfnecs.fakeaws.FakeVpc;
import io.github.sfnecs.fakeaws.Faults;
import io.github.sfnecs.fakeaws.Journal;
import io.github.sfnecs.fakeaws.ServiceCall;
import io.github.sfnecs.fakeaws.SimulationForm;
import io.github.sfnecs.fakeaws.Span;
import io.github.sfnecs.fakeaws.TaskScript;
import io.github.sfnecs.fakeaws.Waves;
import io.github.sfnecs.fakeaws.account.Account;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a test may set in one account and see of it. */
public final class FakeAccount implements Journal {

    private final Account account;

    FakeAccount(Account account) {
        this.account = account;
    }

    @Override
    public List<ApiCall> calls() {
        return account.look(() -> List.copyOf(account.calls()));
    }

    @Override
    public void forgetCalls() {
        account.look(() -> {
            account.calls().clear();
            account.spans().clear();
            return account;
        });
    }

    /** When the {@link #calls()} were being answered. */
    public List<Span> spans() {
        return List.copyOf(account.spans());
    }

    /** Every decision of IAM about a role, in order. */
    public List<AuthorizationRecord> authorizations() {
        return account.look(() -> account.iam().authorizer().records());
    }

    /** How tasks of that family live from now on. */
    public void script(String family, TaskScript script) {
        account.look(() -> account.knobs().scripts.put(family, script));
    }

    /** How the next tasks of that family live, one after the other; those after them as the last. */
    public void scriptsInTurn(String family, TaskScript... scripts) {
        account.look(() -> {
            account.knobs().scriptsInTurn.put(family, new ArrayDeque<>(List.of(scripts)));
            return account.knobs().scripts.put(family, scripts[scripts.length - 1]);
        });
    }

    /** What Task states have told services other than ECS and Step Functions, in order. */
    public List<ServiceCall> serviceCalls() {
        return account.look(() -> List.copyOf(account.sent()));
    }

    /** What a function of Lambda does. Once there is one, those that are not there are missing. */
    public void function(String name, FakeFunction function) {
        account.look(() -> account.knobs().functions.put(name, function));
    }

    /** Puts an object into S3, by its bucket and key with a slash between them. */
    public void object(String name, String text) {
        account.look(() -> account.objects().put(name, text));
    }

    /** A bucket is encrypted with a KMS key of the account's, by its ARN. */
    public void bucketKey(String bucket, String keyArn) {
        account.look(() -> account.knobs().bucketKeys.put(bucket, keyArn));
    }

    /** There is no such bucket; without this, every bucket is there. */
    public void missingBucket(String bucket) {
        account.look(() -> account.knobs().missingBuckets.add(bucket));
    }

    /** A bucket is in another region than whoever asks for it. */
    public void bucketElsewhere(String bucket) {
        account.look(() -> account.knobs().bucketsElsewhere.add(bucket));
    }

    /** What is in S3, by bucket and key with a slash between them. */
    public Map<String, String> objects() {
        return account.look(() -> Map.copyOf(account.objects()));
    }

    /** No registry has this image; without this, every image is there. */
    public void missingImage(String image) {
        account.look(() -> account.knobs().missingImages.add(image));
    }

    /** The image that was missing is there. */
    public void pushedImage(String image) {
        account.look(() -> account.knobs().missingImages.remove(image));
    }

    /** For which platforms an image was built, such as {@code linux/arm64}; without this, it is for that of the task. */
    public void builtFor(String image, String... platforms) {
        account.look(() -> account.knobs().platforms.put(image, List.of(platforms)));
    }

    /** How long each later change in IAM takes until it has an effect. */
    public void iamPropagation(Duration delay) {
        account.look(() -> {
            account.iam().propagation(delay);
            return account;
        });
    }

    /** How the policy simulator answers about several resources. */
    public void simulationForm(SimulationForm form) {
        account.look(() -> {
            account.iam().simulationForm(form);
            return account;
        });
    }

    /** If they don't arrive, Step Functions asks ECS itself, in the name of the state machine's role. */
    public void completionEvents(boolean arrive) {
        account.look(() -> account.knobs().completionEvents = arrive);
    }

    /** Whether clusters have EC2 instances; without them only Fargate runs tasks. */
    public void containerInstances(boolean present) {
        account.look(() -> account.knobs().containerInstances = present);
    }

    /** Whoever calls with the account's own key is a session of this role from now on, and may still do everything. */
    public void callerRole(String roleArn) {
        account.look(() -> account.knobs().callerRole = Optional.of(roleArn));
    }

    /** Sessions of roles may do only what their roles' policies allow from now on; the account's own key still everything. */
    public void bindSessions() {
        account.look(() -> account.knobs().sessionsBound = true);
    }

    /** All VPCs there are from now on; until then tasks run in subnets of any name. */
    public void vpcs(FakeVpc... vpcs) {
        account.look(() -> account.knobs().vpcs = List.of(vpcs));
    }

    /** How long each line of a container takes until CloudWatch Logs shows it. */
    public void logDelay(Duration delay) {
        account.look(() -> account.knobs().logDelay = delay);
    }

    /** Puts an empty page with a token of its own before each page of a log stream, as CloudWatch Logs may. */
    public void emptyLogPages(boolean come) {
        account.look(() -> account.knobs().emptyLogPages = come);
    }

    /** Every answer takes this much longer, in real time whatever the clock, as over a network. */
    public void latency(Duration latency) {
        account.look(() -> account.knobs().latency = latency);
    }

    /** Calls come in these waves from now on. */
    public void waves(Waves waves) {
        account.look(() -> account.knobs().waves = Optional.of(waves));
    }

    /** Does something once, when the next call of the operation has had its effect and before its caller hears of it. */
    public void onceAfter(String operation, Runnable event) {
        account.afterwards().put(operation, event);
    }

    /** Answers an operation, where it succeeds, with this made of what AWS would answer: as endpoints do that differ. */
    public void answers(String operation, UnaryOperator<ObjectNode> made) {
        account.differences().put(operation, made);
    }

    /** The name of the state machine in the context of a Map Run's child has the Map's label, or not: which of it AWS does is unknown. */
    public void labelledNames(boolean have) {
        account.look(() -> account.knobs().labelledNames = have);
    }

    /** So has the {@code aws:SourceArn} that a child shows to the role's trust policy: unknown as well. */
    public void labelledSources(boolean have) {
        account.look(() -> account.knobs().labelledSources = have);
    }

    /** How long a Map Run goes on, and starts children, after what has started it was stopped. */
    public void mapRunsGoOn(Duration time) {
        account.look(() -> account.knobs().mapRunsGoOn = time);
    }

    /** A redriven execution enters the states again in which it goes on, and an iteration begins again: unknown, too. */
    public void redrivesEnterAgain(boolean enter) {
        account.look(() -> account.knobs().redrivesEnterAgain = enter);
    }

    public Faults faults() {
        return account.faults();
    }

    /** Whether the role's policies, as they are in effect now, allow the action. */
    public boolean allows(String roleArn, String action, String resource, Map<String, String> context) {
        return account.look(() -> account.iam()
                .authorizer()
                .evaluate(roleArn, action, resource, context)
                .allowed());
    }

    /** Whether the role's trust policy, as it is in effect now, lets the service assume it. */
    public boolean trusts(String roleArn, String service, Map<String, String> context) {
        return account.look(() -> account.iam().authorizer().evaluateTrust(roleArn, service, context));
    }

    /** How many calls were one too many for a quota. */
    public int refused(String operation) {
        return account.look(() -> account.rateLimits().refused(operation));
    }

    /** Throttles by AWS's own quotas. */
    public void rateLimits(boolean on) {
        account.look(() -> {
            account.rateLimits().turn(on);
            return account;
        });
    }

    /** Has an operation throttled at another rate than most regions do. */
    public void rateLimit(String operation, int burst, int perSecond) {
        account.look(() -> {
            account.rateLimits().differ(operation, burst, perSecond);
            return account;
        });
    }
}
