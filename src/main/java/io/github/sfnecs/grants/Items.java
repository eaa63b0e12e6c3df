package io.github.sfnecs.grants;

/**
 * What a state needs that reads or writes items of a DynamoDB table.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html ,
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/api-permissions-reference.html
 */
final class Items {
    private Items() {}

    /** One of them, by its key. */
    static void one(Derivation state, Kind kind) {
        state.needs(kind, table(state));
    }

    /** Many of the table or, where the state names one, of an index, which is a resource of its own. */
    static void many(Derivation state, Kind kind) {
        String table = table(state);
        state.needs(
                kind,
                state.arguments().has("IndexName")
                        ? table + "/index/" + Grant.escaped(state.text("IndexName"))
                        : table);
    }

    private static String table(Derivation state) {
        return state.arn(Named.TABLE, "TableName");
    }
}
