package org.nnplayground.store;

import org.nnplayground.problem.Message;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads what went wrong, as every JSON of ours has it; in the first databases it stands as an English sentence. */
public final class MessageReader extends StdDeserializer<Message> {

    public MessageReader() {
        super(Message.class);
    }

    @Override
    public Message deserialize(JsonParser parser, DeserializationContext context) {
        JsonNode node = context.readTree(parser);
        return node.isString() ? Message.of("as-told", node.stringValue()) : message(node);
    }

    private static Message message(JsonNode node) {
        return new Message(
                node.get("key").stringValue(),
                node.get("arguments")
                        .valueStream()
                        .map(MessageReader::argument)
                        .toList());
    }

    private static Object argument(JsonNode node) {
        if (node.isObject()) {
            return message(node);
        }
        return node.isArray()
                ? node.valueStream().map(MessageReader::argument).toList()
                : node.stringValue();
    }
}
