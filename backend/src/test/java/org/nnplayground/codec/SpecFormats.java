package org.nnplayground.codec;

import org.nnplayground.store.SpecFormat;
import tools.jackson.databind.json.JsonMapper;

/** How specs are kept, for tests of other rooms. */
public final class SpecFormats {

    private SpecFormats() {}

    public static SpecFormat api() {
        return new StoredSpecFormat(
                JsonMapper.builder().addModule(new SpecWriter()).build());
    }
}
