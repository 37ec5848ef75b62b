package org.nnplayground.codec;

import java.util.concurrent.ThreadLocalRandom;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.SpecFormat;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps specs as the API writes and reads them; limits that were lowered since do not count. */
@Component
final class StoredSpecFormat implements SpecFormat {

    private final JsonMapper json;

    /** Every seed is in what was written. */
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
