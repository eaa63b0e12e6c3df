package io.github.sfnecs.fakeaws.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/** One API operation: the members it knows and what it does. */
public record Operation(Shape shape, Function<Request, ObjectNode> handler) {

    public static Operation of(String members, Function<Request, ObjectNode> handler) {
        return new Operation(Shape.of(members), handler);
    }

    public ObjectNode handle(String name, Request request) {
        shape.stranger(request.body()).ifPresent(stranger -> {
            throw new NotEmulated("the member '" + stranger.name() + "' of " + name + stranger.parent());
        });
        return handler.apply(request);
    }
}
