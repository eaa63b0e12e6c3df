package io.github.sfnecs.grants;

import static io.github.sfnecs.grants.Grant.UNKNOWN;

import io.github.sfnecs.asl.Arguments;
import io.github.sfnecs.asl.Ref;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a state needs that publishes to an SNS topic, sends to an SQS queue, or puts events on an event bus.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html ,
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html ,
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html
 */
final class Messages {
    /** https://docs.aws.amazon.com/general/latest/gr/sqs-service.html , with the endpoints of older queues. */
    private static final Pattern QUEUE =
            Pattern.compile("https://(?:sqs(?:-fips)?\\.(?<region>" + "[a-z]{2}(?:-[a-z]{1,12}){1,3}-\\d{1,2}"
                    + ")|(?<older>[a-z]{2}(?:-[a-z]{1,12}){1,3}-\\d{1,2})\\.queue)\\.(?:amazonaws\\.com(?:\\.cn)?|api\\.aws)"
                    + "/(?<account>\\d{12})/(?<name>[\\w-][\\w\uFFFE-]{0,79}(?:\\.fifo)?)/?+");

    private static final Pattern ENDPOINT =
            Pattern.compile("arn:[a-z-]{3,20}:sns:[a-z0-9-]{5,30}:\\d{12}:endpoint/[\\w./-]{1,256}");

    private Messages() {}

    static void publish(Derivation state) {
        Arguments arguments = state.arguments();
        if (arguments.has("TopicArn")) {
            state.needs(Kind.PUBLISH, state.arn(Named.TOPIC, "TopicArn"));
        } else if (arguments.has("PhoneNumber") || isEndpoint(arguments.text("TargetArn"))) {
            // a phone number is not a resource, nor is an app on a phone: AWS takes nothing else than *
            state.needs(Kind.PUBLISH, "*");
        } else {
            state.needs(Kind.PUBLISH, state.arn(Named.TOPIC, arguments.has("TargetArn") ? "TargetArn" : "TopicArn"));
        }
    }

    private static boolean isEndpoint(Ref target) {
        return target.literal().filter(arn -> ENDPOINT.matcher(arn).matches()).isPresent();
    }

    static void send(Derivation state) {
        Ref url = state.arguments().text("QueueUrl");
        Optional<Matcher> queue = Derivation.known(url).map(QUEUE::matcher).filter(Matcher::matches);
        if (queue.isEmpty()) {
            state.wrong(
                    "QueueUrl",
                    url,
                    "the URL of an SQS queue, which is like https://sqs."
                            + state.scope().region() + ".amazonaws.com/"
                            + state.scope().account() + "/jobs");
        }
        state.needs(
                Kind.SEND_MESSAGE,
                queue.map(found -> state.scope()
                                .elsewhere(
                                        Optional.ofNullable(found.group("region"))
                                                .or(() -> Optional.of(found.group("older"))),
                                        Optional.of(found.group("account")))
                                .regional("sqs", found.group("name")))
                        .orElseGet(() -> state.scope().regional("sqs", UNKNOWN)));
    }

    static void putEvents(Derivation state) {
        Arguments arguments = state.arguments();
        if (!arguments.json().path("Entries").isArray()) {
            state.whole("Entries", arguments.text("Entries"));
            state.needs(Kind.PUT_EVENTS, Named.EVENT_BUS.unknown(state.scope()));
        }
        if (arguments.has("EndpointId")) {
            state.undecided(
                    "EndpointId is a global endpoint, whose event bus in another region gets the events, too.",
                    "Leave EndpointId out");
            state.needs(Kind.PUT_EVENTS, Named.EVENT_BUS.unknown(state.scope()));
        }
        for (Arguments entry : arguments.objects("Entries")) {
            Ref bus = entry.text("EventBusName");
            state.needs(
                    Kind.PUT_EVENTS,
                    state.arn(
                            Named.EVENT_BUS,
                            "EventBusName",
                            bus instanceof Ref.Missing ? new Ref.Literal("default") : bus));
        }
    }
}
