package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Operation;
import io.github.sfnecs.fakeaws.wire.Request;
import java.util.Map;

/** The tags of state machines. */
record Tagging(Map<String, StateMachine> machines) {

    Map<String, Operation> operations() {
        return Map.of(
                "TagResource", Operation.of("resourceArn tags{key value}", this::tag),
                "UntagResource", Operation.of("resourceArn tagKeys", this::untag),
                "ListTagsForResource", Operation.of("resourceArn", this::list));
    }

    private ObjectNode tag(Request request) {
        Json.eachPair(request.get("tags"), "key", "value", tags(request)::put);
        return Json.object();
    }

    private ObjectNode untag(Request request) {
        request.texts("tagKeys").forEach(tags(request)::remove);
        return Json.object();
    }

    private ObjectNode list(Request request) {
        ObjectNode answer = Json.object();
        answer.set("tags", Json.pairs(tags(request), "key", "value"));
        return answer;
    }

    private Map<String, String> tags(Request request) {
        String arn = request.text("resourceArn");
        StateMachine machine = machines.get(arn);
        if (machine == null) {
            throw new AwsError("ResourceNotFound", "Resource not found: '" + arn + "'");
        }
        return machine.tags();
    }
}
