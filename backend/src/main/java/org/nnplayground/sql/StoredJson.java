package org.nnplayground.sql;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.nnplayground.engine.Metrics;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Schedule;
import org.nnplayground.store.Job;
import org.nnplayground.store.Pace;
import org.nnplayground.store.Stop;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The small records of a job as JSON. Their names are in databases by now: a component that gets another name has to
 * keep the old one for reading ({@code StoredJsonTest} holds a text of version 1).
 */
final class StoredJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(Metrics.class, ByName.class)
            .addMixIn(Optimizer.class, ByName.class)
            .addMixIn(Schedule.class, ByName.class)
            .addModule(new SimpleModule().addDeserializer(Message.class, new MessageReader()))
            .build();

    private StoredJson() {}

    /** A variant of a sealed type is told by its class's name. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    private interface ByName {}

    /** Reads what went wrong; in the first databases it stands as an English sentence. */
    private static final class MessageReader extends StdDeserializer<Message> {

        MessageReader() {
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

    /** A job but for what has columns or a document of its own. */
    record Details(Job.Description description, Stop stop, Pace pace, Job.Life life, Job.Progress progress) {
        static Details of(Job job) {
            return new Details(job.description(), job.stop(), job.pace(), job.life(), job.progress());
        }
    }

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }
}
