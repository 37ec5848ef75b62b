package org.nnplayground.web.response;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes floats as JSON numbers, and null for those that are not finite. */
public final class FiniteFloats extends ValueSerializer<float[]> {

    @Override
    public void serialize(float[] floats, JsonGenerator to, SerializationContext context) {
        to.writeStartArray(floats, floats.length);
        for (float each : floats) {
            if (Float.isFinite(each)) {
                to.writeNumber(each);
            } else {
                to.writeNull();
            }
        }
        to.writeEndArray();
    }
}
