package org.nnplayground.codec;

import java.util.List;
import org.nnplayground.spec.Choice;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Network;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.Version;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes {@link TrainingSpec}s, complete and in the shape that the reader of requests takes, so that what was written
 * reads back as an equal spec; and every {@link Choice} as its wire name. Spring Boot adds it to the mapper, so that
 * answers simply have specs and choices as fields.
 */
@Component
public final class SpecWriter extends SimpleModule {

    private static final double LARGEST_WHOLE = 1e15; // below it every whole double is written exactly as an integer

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
        SpecSerializer() {
            super(TrainingSpec.class);
        }

        @Override
        public void serialize(TrainingSpec spec, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            choice(json, "task", spec.task());
            json.writeName("data");
            data(json, spec.data(), spec.task());
            json.writeArrayPropertyStart("features");
            spec.features().forEach(json::writeString);
            json.writeEndArray();
            network(json, spec.network());
            training(json, spec.training());
            json.writeEndObject();
        }
    }

    private static void data(JsonGenerator json, Data data, Task task) {
        json.writeStartObject();
        switch (data) {
            case Data.Generated generated -> {
                choice(json, "source", Data.Source.GENERATED);
                choice(json, "generator", generated.generator());
                json.writeNumberProperty("samples", generated.samples());
                number(json, "noise", generated.noise());
                number(json, "trainFraction", generated.trainFraction());
                number(json, "validationFraction", generated.validationFraction());
                json.writeNumberProperty("seed", generated.seed());
                if (generated.generator().isSized()) {
                    json.writeNumberProperty("dimensions", generated.columns());
                    json.writeNumberProperty("classes", generated.classes());
                }
            }
            case Data.Inline inline -> {
                choice(json, "source", Data.Source.INLINE);
                samples(json, "train", inline.train(), task);
                samples(json, "validation", inline.validation(), task);
                samples(json, "test", inline.test(), task);
            }
        }
        json.writeEndObject();
    }

    private static void samples(JsonGenerator json, String name, List<Data.Sample> samples, Task task) {
        json.writeArrayPropertyStart(name);
        for (Data.Sample sample : samples) {
            json.writeStartObject();
            json.writeName("x");
            row(json, sample.x());
            json.writeName("y");
            if (task == Task.CLASSIFICATION || sample.y().length == 1) {
                number(json, sample.y()[0]);
            } else {
                row(json, sample.y());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void network(JsonGenerator json, Network network) {
        json.writeObjectPropertyStart("network");
        json.writeArrayPropertyStart("layers");
        for (Network.Layer layer : network.layers()) {
            json.writeStartObject();
            json.writeNumberProperty("units", layer.units());
            choice(json, "activation", layer.activation());
            json.writeBooleanProperty("bias", layer.bias());
            number(json, "dropout", layer.dropout());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectPropertyStart("initializer");
        switch (network.initializer()) {
            case Initializer.Uniform uniform -> {
                choice(json, "type", Initializer.Type.UNIFORM);
                number(json, "range", uniform.range());
                number(json, "bias", uniform.bias());
            }
            case Initializer.Normal normal -> {
                choice(json, "type", Initializer.Type.NORMAL);
                number(json, "standardDeviation", normal.standardDeviation());
                number(json, "bias", normal.bias());
            }
            case Initializer.Xavier xavier -> choice(json, "type", Initializer.Type.XAVIER);
            case Initializer.He he -> choice(json, "type", Initializer.Type.HE);
            case Initializer.Lecun lecun -> choice(json, "type", Initializer.Type.LECUN);
            case Initializer.Zeros zeros -> choice(json, "type", Initializer.Type.ZEROS);
            case Initializer.Constant constant -> {
                choice(json, "type", Initializer.Type.CONSTANT);
                number(json, "value", constant.value());
            }
            case Initializer.Explicit explicit -> {
                choice(json, "type", Initializer.Type.EXPLICIT);
                json.writeArrayPropertyStart("weights");
                for (double[][] layer : explicit.weights()) {
                    rows(json, layer);
                }
                json.writeEndArray();
                json.writeName("biases");
                rows(json, explicit.biases());
                slopes(json, explicit, network);
            }
        }
        json.writeNumberProperty("seed", network.initializer().seed());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Null where the activation has none; nothing at all where none has. */
    private static void slopes(JsonGenerator json, Initializer.Explicit explicit, Network network) {
        List<Network.Layer> layers = network.layers();
        if (layers.stream().noneMatch(layer -> layer.activation().hasSlope())) {
            return;
        }
        json.writeArrayPropertyStart("slopes");
        for (int l = 0; l < layers.size(); l++) {
            if (layers.get(l).activation().hasSlope()) {
                number(json, explicit.slopes()[l]);
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
    }

    private static void training(JsonGenerator json, Training training) {
        json.writeObjectPropertyStart("training");
        choice(json, "loss", training.loss());
        optimizer(json, training.optimizer());
        schedule(json, training.schedule());
        Regularization regularization = training.regularization();
        json.writeObjectPropertyStart("regularization");
        choice(json, "type", regularization.type());
        number(json, "rate", regularization.rate());
        json.writeEndObject();
        json.writeNumberProperty("batchSize", training.batchSize());
        choice(json, "shuffle", training.shuffle());
        json.writeNumberProperty("seed", training.seed());
        json.writeEndObject();
    }

    private static void optimizer(JsonGenerator json, Optimizer optimizer) {
        json.writeObjectPropertyStart("optimizer");
        choice(
                json,
                "type",
                switch (optimizer) {
                    case Optimizer.Sgd sgd -> Optimizer.Type.SGD;
                    case Optimizer.Adagrad adagrad -> Optimizer.Type.ADAGRAD;
                    case Optimizer.Rmsprop rmsprop -> Optimizer.Type.RMSPROP;
                    case Optimizer.Adam adam -> Optimizer.Type.ADAM;
                    case Optimizer.Adamw adamw -> Optimizer.Type.ADAMW;
                });
        number(json, "learningRate", optimizer.learningRate());
        switch (optimizer) {
            case Optimizer.Sgd sgd -> {
                number(json, "momentum", sgd.momentum());
                json.writeBooleanProperty("nesterov", sgd.nesterov());
            }
            case Optimizer.Adagrad adagrad -> {}
            case Optimizer.Rmsprop rmsprop -> number(json, "decay", rmsprop.decay());
            case Optimizer.Adam adam -> betas(json, adam.beta1(), adam.beta2(), adam.weightDecay());
            case Optimizer.Adamw adamw -> betas(json, adamw.beta1(), adamw.beta2(), adamw.weightDecay());
        }
        json.writeEndObject();
    }

    private static void betas(JsonGenerator json, double beta1, double beta2, double weightDecay) {
        number(json, "beta1", beta1);
        number(json, "beta2", beta2);
        number(json, "weightDecay", weightDecay);
    }

    private static void schedule(JsonGenerator json, Schedule schedule) {
        json.writeObjectPropertyStart("schedule");
        switch (schedule) {
            case Schedule.Constant constant -> choice(json, "type", Schedule.Type.CONSTANT);
            case Schedule.Step step -> {
                choice(json, "type", Schedule.Type.STEP);
                json.writeNumberProperty("every", step.every());
                number(json, "factor", step.factor());
            }
            case Schedule.Exponential exponential -> {
                choice(json, "type", Schedule.Type.EXPONENTIAL);
                number(json, "factor", exponential.factor());
            }
            case Schedule.Cosine cosine -> {
                choice(json, "type", Schedule.Type.COSINE);
                json.writeNumberProperty("epochs", cosine.epochs());
                number(json, "minimum", cosine.minimum());
            }
            case Schedule.Plateau plateau -> {
                choice(json, "type", Schedule.Type.PLATEAU);
                json.writeNumberProperty("patience", plateau.patience());
                number(json, "factor", plateau.factor());
            }
        }
        json.writeNumberProperty("warmupEpochs", schedule.warmupEpochs());
        json.writeEndObject();
    }

    private static void choice(JsonGenerator json, String name, Choice choice) {
        json.writeStringProperty(name, choice.wireName());
    }

    private static void number(JsonGenerator json, String name, double value) {
        json.writeName(name);
        number(json, value);
    }

    /** Whole numbers without ".0", but a negative zero stays one. */
    private static void number(JsonGenerator json, double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE;
        if (whole && Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(-0.0)) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }

    private static void row(JsonGenerator json, double[] row) {
        json.writeStartArray();
        for (double value : row) {
            number(json, value);
        }
        json.writeEndArray();
    }

    private static void rows(JsonGenerator json, double[][] rows) {
        json.writeStartArray();
        for (double[] row : rows) {
            row(json, row);
        }
        json.writeEndArray();
    }
}
