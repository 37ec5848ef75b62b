package org.nnplayground.codec;

import org.nnplayground.store.SpecFormat;
import tools.jackson.databind.json.JsonMapper;

/** The stored format of specs, for tests of other packages. */
public final class SpecFormats {

    private SpecFormats() {}

    public static SpecFormat api() {
        return new StoredSpecFormat(
                JsonMapper.builder().addModule(new SpecWriter()).build());
    }
}
