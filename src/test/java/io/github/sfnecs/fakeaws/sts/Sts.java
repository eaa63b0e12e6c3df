package io.github.sfnecs.fakeaws.sts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.FakeClock;
import io.github.sfnecs.fakeaws.account.Account;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Caller;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.wire.Request;
import io.github.sfnecs.fakeaws.wire.WireProtocol;
import io.github.sfnecs.fakeaws.world.Place;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Who is who: an access key id of 12 digits is the account's own user, one that AssumeRole gave out is the role's session.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html">STS API</a>
 */
public final class Sts {

    private final FakeClock clock;
    private final Function<String, Account> accounts;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    private record Session(String account, String arn, String userId, Instant expiration) {}

    public Sts(FakeClock clock, Function<String, Account> accounts) {
        this.clock = clock;
        this.accounts = accounts;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "GetCallerIdentity", Operation.of("", this::getCallerIdentity),
                "AssumeRole", Operation.of("RoleArn RoleSessionName DurationSeconds", this::assumeRole),
                "AssumeRoleWithWebIdentity",
                        Operation.of(
                                "RoleArn RoleSessionName DurationSeconds WebIdentityToken",
                                this::assumeRoleWithWebIdentity));
    }

    /** The account that a caller works in. */
    public Account accountOf(Caller caller, WireProtocol protocol) {
        Session session = session(caller)
                .orElseThrow(() -> new AwsError(
                        403,
                        protocol.commonErrors().invalidToken(),
                        "The security token included in the request is invalid."));
        if (clock.now().isAfter(session.expiration)) {
            throw protocol.expired();
        }
        return accounts.apply(session.account);
    }

    /** The name of the role whose session calls; empty where it is the account's own user. */
    public Optional<String> roleOf(Caller caller) {
        return Optional.ofNullable(sessions.get(caller.accessKeyId()))
                .map(session -> session.arn.replaceAll(".*:assumed-role/([^/]+)/.*", "$1"));
    }

    private Optional<Session> session(Caller caller) {
        String key = caller.accessKeyId();
        if (!key.matches("\\d{12}")) {
            return Optional.ofNullable(sessions.get(key));
        }
        Place place = new Place(key, caller.region());
        Account account = accounts.apply(key);
        return Optional.of(account.look(() -> account.knobs().callerRole)
                .map(role -> roleSession(place, role, "developer", Instant.MAX))
                .orElseGet(() -> new Session(
                        key, place.globalArn("iam", "user/developer"), "AIDAEMBEDDEDDEVELOPER", Instant.MAX)));
    }

    /** The session's ARN has the role's name without its path. */
    private static Session roleSession(Place place, String roleArn, String name, Instant expiration) {
        String role = roleArn.substring(roleArn.lastIndexOf('/') + 1);
        String arn = place.globalArn("sts", "assumed-role/" + role + "/" + name);
        return new Session(place.account(), arn, "AROAEMBEDDED:" + name, expiration);
    }

    private ObjectNode getCallerIdentity(Request request) {
        Session session = session(request.caller()).orElseThrow();
        return Json.object()
                .put("Arn", session.arn)
                .put("UserId", session.userId)
                .put("Account", session.account);
    }

    private ObjectNode assumeRole(Request request) {
        Session caller = session(request.caller()).orElseThrow();
        String roleArn = request.text("RoleArn");
        String account = account(roleArn);
        if (!account.matches("\\d{12}") || !mayAssume(caller, account, roleArn)) {
            throw new AwsError(
                    403,
                    "AccessDenied",
                    "User: " + caller.arn + " is not authorized to perform: sts:AssumeRole on resource: " + roleArn);
        }
        return begin(request);
    }

    private ObjectNode begin(Request request) {
        String roleArn = request.text("RoleArn");
        Instant expiration = clock.now().plusSeconds(request.number("DurationSeconds", 3600));
        Place place = new Place(account(roleArn), request.caller().region());
        Session session = roleSession(place, roleArn, request.text("RoleSessionName"), expiration);
        String key = "ASIA"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 16).toUpperCase(Locale.ROOT);
        sessions.put(key, session);
        return answer(session, key);
    }

    private static String account(String roleArn) {
        return roleArn.replaceAll("^arn:[^:]+:iam::(\\d{12}):role/.+$", "$1");
    }

    /** Whoever has a token may: what it says is not looked at. */
    private ObjectNode assumeRoleWithWebIdentity(Request request) {
        request.text("WebIdentityToken");
        return begin(request);
    }

    private boolean mayAssume(Session caller, String account, String roleArn) {
        return accounts.apply(account)
                .look(() -> accounts.apply(account)
                        .iam()
                        .authorizer()
                        .evaluateTrustOfPrincipal(roleArn, caller.account, caller.arn));
    }

    private static ObjectNode answer(Session session, String key) {
        ObjectNode answer = Json.object();
        answer.putObject("Credentials")
                .put("AccessKeyId", key)
                .put("SecretAccessKey", "secret-of-" + key)
                .put("SessionToken", "token-of-" + key)
                .put("Expiration", session.expiration.toString());
        answer.putObject("AssumedRoleUser").put("AssumedRoleId", session.userId).put("Arn", session.arn);
        return answer;
    }
}
