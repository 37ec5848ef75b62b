package org.nnplayground.web;

import org.nnplayground.store.SpecFormat;
import tools.jackson.databind.json.JsonMapper;

/** How specs are kept, for tests of other rooms. */
public final class SpecFormats {

    private SpecFormats() {}

    public static SpecFormat api() {
        return new KeptSpecs(JsonMapper.builder().addModule(new SpecJson()).build());
    }
}
