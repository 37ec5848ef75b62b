package org.nnplayground.sql;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Metrics;
import org.nnplayground.job.Job;
import org.nnplayground.job.Pace;
import org.nnplayground.job.StopConditions;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Training;
import org.nnplayground.store.MessageReader;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The small records of a job as JSON. Databases contain the names of their components: a renamed component must still
 * be readable by its old name ({@code StoredJsonTest} reads a text of version 1).
 */
public final class StoredJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(Metrics.class, ClassNameTypeInfo.class)
            .addMixIn(Optimizer.class, ClassNameTypeInfo.class)
            .addMixIn(Schedule.class, ClassNameTypeInfo.class)
            .addMixIn(Training.Pretraining.class, ClassNameTypeInfo.class)
            .addModule(MessageReader.module())
            // Absent components, which are newer than the row, are 0 or false.
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private StoredJson() {}

    /** Variants of a sealed type are identified by the names of their classes. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    private interface ClassNameTypeInfo {}

    /**
     * The parts of a job that have neither a column nor a document of their own.
     *
     * @param arithmetic null in rows that are older than the choice: {@link Arithmetic#SOLO}
     */
    record Details(
            Job.Description description,
            @Nullable Arithmetic arithmetic,
            StopConditions stop,
            Pace pace,
            Job.Life life,
            Job.Progress progress) {
        static Details of(Job job) {
            return new Details(job.description(), job.arithmetic(), job.stop(), job.pace(), job.life(), job.progress());
        }
    }

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }
}
