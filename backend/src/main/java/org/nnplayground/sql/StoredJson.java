package org.nnplayground.sql;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.nnplayground.engine.Metrics;
import org.nnplayground.job.Job;
import org.nnplayground.job.Pace;
import org.nnplayground.job.StopConditions;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Schedule;
import org.nnplayground.store.MessageReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * The small records of a job as JSON. Their names are in databases by now: a component that gets another name has to
 * keep the old one for reading ({@code StoredJsonTest} holds a text of version 1).
 */
final class StoredJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(Metrics.class, ByName.class)
            .addMixIn(Optimizer.class, ByName.class)
            .addMixIn(Schedule.class, ByName.class)
            .addModule(MessageReader.module())
            .build();

    private StoredJson() {}

    /** A variant of a sealed type is told by its class's name. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    private interface ByName {}

    /** A job but for what has columns or a document of its own. */
    record Details(Job.Description description, StopConditions stop, Pace pace, Job.Life life, Job.Progress progress) {
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
