package org.nnplayground.redis;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.Control;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.problem.Violation;
import org.nnplayground.store.MessageReader;
import org.nnplayground.store.SpecFormat;
import tools.jackson.databind.json.JsonMapper;

/**
 * Controls and their results as JSON in UTF-8. Sender and receiver have the same version except during a rolling
 * update: then an unknown control is refused, and its client tries again.
 */
final class ControlJson {

    private final JsonMapper mapper;

    ControlJson(SpecFormat specs) {
        mapper = JsonMapper.builder()
                .addMixIn(Control.class, ClassNameTypeInfo.class)
                .addMixIn(Answer.class, ClassNameTypeInfo.class)
                .addModule(SpecModule.of(specs))
                .addModule(MessageReader.module())
                .build();
    }

    /** @param control null for a mere sign of interest in the job */
    record Request(String job, @Nullable Control control) {}

    /** The result of a control. */
    sealed interface Answer {

        /** The control took effect and is stored. */
        record Done() implements Answer {}

        /** The receiving node does not have the job open. */
        record NotOpen() implements Answer {}

        /** @param afterSeconds when to try again; null if the refusal is permanent */
        record Refused(
                ProblemType type,
                Message detail,
                List<Violation> violations,
                @Nullable Long afterSeconds) implements Answer {

            static Refused of(PlaygroundException e) {
                return new Refused(
                        e.type(),
                        e.detail(),
                        e.violations(),
                        e instanceof TryLaterException later
                                ? later.retryAfter().toSeconds()
                                : null);
            }

            PlaygroundException problem() {
                return afterSeconds == null
                        ? new PlaygroundException(type, detail, violations)
                        : new TryLaterException(type, detail, Duration.ofSeconds(afterSeconds));
            }
        }
    }

    byte[] write(Request request) {
        return mapper.writeValueAsBytes(request);
    }

    byte[] write(Answer answer) {
        return mapper.writerFor(Answer.class).writeValueAsBytes(answer);
    }

    Request request(byte[] json) {
        return mapper.readValue(json, Request.class);
    }

    Answer answer(byte[] json) {
        return mapper.readValue(json, Answer.class);
    }
}
