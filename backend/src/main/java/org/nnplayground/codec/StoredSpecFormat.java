package org.nnplayground.codec;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.SpecFormat;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Stores specs in the JSON format of the API. Reading ignores the limits, which may have been lowered since. */
@Component
final class StoredSpecFormat implements SpecFormat {

    /** Characters. */
    private static final int LARGE_SPEC = 64 * 1024;

    private final ReentrantLock large = new ReentrantLock();
    private final JsonMapper json;

    /** Draws no seeds, because a stored spec contains every seed. */
    private final SpecReader reader =
            new SpecReader(new SpecCatalog(Limits.NONE), ThreadLocalRandom.current()::nextLong);

    StoredSpecFormat(JsonMapper json) {
        this.json = json;
    }

    @Override
    public String write(TrainingSpec spec) {
        return json.writeValueAsString(spec);
    }

    /** One large spec at a time, because its tree takes many times the memory of its text. */
    @Override
    public TrainingSpec read(String text) {
        if (text.length() <= LARGE_SPEC) {
            return reader.read(json.readTree(text));
        }
        large.lock();
        try {
            return reader.read(json.readTree(text));
        } finally {
            large.unlock();
        }
    }
}
