package io.github.sfnecs.fanout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sfnecs.fanout.Items.Format;
import io.github.sfnecs.json.Json;

/**
 * Renders where a Map state has its items from.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 *
 * @param items where from
 * @param partition the AWS partition, such as {@code aws-cn}
 */
record ItemSource(Items items, String partition) {
    void putInto(ObjectNode state) {
        if (items instanceof Items.InInput input) {
            state.put("ItemsPath", input.path());
        } else if (items instanceof Items.InFile) {
            state.put("ItemsPath", "$." + Items.InFile.MEMBER);
        } else if (items instanceof Items.Stored object) {
            state.set("ItemReader", reader(object));
        } else if (items instanceof Items.Listed objects) {
            ObjectNode reader = state.putObject("ItemReader").put("Resource", resource(partition, "listObjectsV2"));
            ObjectNode where = reader.putObject("Parameters").put("Bucket", objects.bucket());
            if (!objects.prefix().isEmpty()) {
                where.put("Prefix", objects.prefix());
            }
        }
    }

    private ObjectNode reader(Items.Stored object) {
        ObjectNode reader = Json.object().put("Resource", resource(partition, "getObject"));
        ObjectNode config = reader.putObject("ReaderConfig")
                .put("InputType", object.format().name());
        if (object.format() == Format.CSV) {
            config.put("CSVHeaderLocation", object.headers().isEmpty() ? "FIRST_ROW" : "GIVEN");
        }
        if (!object.headers().isEmpty()) {
            object.headers().forEach(config.putArray("CSVHeaders")::add);
        }
        reader.putObject("Parameters").put("Bucket", object.bucket()).put("Key", object.key());
        return reader;
    }

    static String resource(String partition, String call) {
        return "arn:" + partition + ":states:::s3:" + call;
    }
}
