package io.github.sfnecs.fakeaws.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fakeaws.wire.AwsError;
import io.github.sfnecs.fakeaws.wire.Json;
import io.github.sfnecs.fakeaws.wire.Page;
import io.github.sfnecs.fakeaws.wire.Request;
import java.util.List;

/** Step Functions' way of paging: 100 by default, which is also what 0 means, and 1000 at most. */
final class Listing {

    private Listing() {}

    static ObjectNode page(String member, List<ObjectNode> all, Request request) {
        int size = request.number("maxResults", 0);
        AwsError refusal = new AwsError("InvalidToken", "Invalid Token: 'Invalid token'");
        Page<ObjectNode> page =
                Page.of(all, request.optional("nextToken"), size == 0 ? 100 : Math.min(size, 1000), refusal);
        ObjectNode answer = Json.object();
        answer.set(member, Json.array(page.items()));
        page.next().ifPresent(next -> answer.put("nextToken", next));
        return answer;
    }
}
