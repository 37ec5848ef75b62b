package org.nnplayground.codec;

import org.nnplayground.spec.Choice;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.ObjectType;
import org.nnplayground.spec.TrainingSpec;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.Version;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes {@link TrainingSpec}s, complete and in the form that {@link SpecReader} reads: reading what was written gives
 * an equal spec. Writes every {@link Choice} as its name in JSON. Spring Boot adds this module to the mapper, so that
 * responses simply have specs and choices as fields.
 */
@Component
public final class SpecWriter extends SimpleModule {

    public SpecWriter() {
        super("spec", Version.unknownVersion());
        addSerializer(new SpecSerializer());
        addSerializer(new ChoiceSerializer());
    }

    private static final class ChoiceSerializer extends StdSerializer<Choice> {
        ChoiceSerializer() {
            super(Choice.class);
        }

        @Override
        public void serialize(Choice choice, JsonGenerator json, SerializationContext context) {
            json.writeString(choice.wireName());
        }
    }

    private static final class SpecSerializer extends StdSerializer<TrainingSpec> {

        /** Writing ignores the ranges, so any limits can be used. */
        private final ObjectType<TrainingSpec> definition = TrainingSpec.definition(Limits.NONE);

        SpecSerializer() {
            super(TrainingSpec.class);
        }

        @Override
        public void serialize(TrainingSpec spec, JsonGenerator json, SerializationContext context) {
            new ObjectWriter(json, spec.placedLayers()).write(definition, spec);
        }
    }
}
