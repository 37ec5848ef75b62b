package org.nnplayground.store;

import org.nnplayground.problem.Message;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Reads the message of a job's failure from JSON; the first versions stored it as an English sentence. */
public final class MessageReader extends StdDeserializer<Message> {

    private MessageReader() {
        super(Message.class);
    }

    /** The Jackson module that reads messages. */
    public static SimpleModule module() {
        return new SimpleModule().addDeserializer(Message.class, new MessageReader());
    }

    @Override
    public Message deserialize(JsonParser parser, DeserializationContext context) {
        JsonNode node = context.readTree(parser);
        return node.isString() ? Message.of("as-told", node.stringValue()) : message(node);
    }

    private static Message message(JsonNode node) {
        return new Message(
                node.get("key").stringValue(),
                node.get("arguments").valueStream().map(MessageReader::argument).toList());
    }

    private static Object argument(JsonNode node) {
        if (node.isObject()) {
            return message(node);
        }
        return node.isArray() ? node.valueStream().map(MessageReader::argument).toList() : node.stringValue();
    }
}
