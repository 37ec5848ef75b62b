package org.nnplayground.codec;

import java.util.concurrent.ThreadLocalRandom;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.SpecFormat;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Stores specs in the JSON format of the API. Reading ignores the limits, which may have been lowered since. */
@Component
final class StoredSpecFormat implements SpecFormat {

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

    @Override
    public TrainingSpec read(String text) {
        return reader.read(json.readTree(text));
    }
}
