package org.nnplayground.export.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A graph of ONNX operators in the making. Values have names; an operator's is that of its first output. The first
 * dimension of input and outputs is the number of samples.
 */
final class OnnxGraph {

    static final String INPUT = "x";
    static final String OUTPUT = "outputs";

    /** The format's version that came with operator set 13. */
    private static final int IR_VERSION = 7;

    private static final int OPERATOR_SET = 13;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("network");
    private int values;

    /** An operator, and the name of its output. */
    String node(String operator, List<String> inputs, AttributeProto... attributes) {
        String output = operator.toLowerCase(Locale.ROOT) + ++values;
        add(operator, inputs, List.of(output), attributes);
        return output;
    }

    /** An operator whose first output is not used, and the name of its second. */
    String secondOutput(String operator, List<String> inputs, AttributeProto... attributes) {
        String output = operator.toLowerCase(Locale.ROOT) + ++values;
        add(operator, inputs, List.of("", output), attributes);
        return output;
    }

    private void add(String operator, List<String> inputs, List<String> outputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(outputs.getLast())
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .addAllAttribute(List.of(attributes)));
    }

    /** A constant tensor, and its name. */
    String floats(String name, float[] numbers, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return constant(name, TensorProto.DataType.FLOAT, bytes, shape);
    }

    /** A constant number, and its name. */
    String number(String name, double number) {
        return floats(name + ++values, new float[] {(float) number}, 1);
    }

    /** A constant vector of integers, and its name. */
    String integers(String name, long... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(numbers);
        return constant(name + ++values, TensorProto.DataType.INT64, bytes, numbers.length);
    }

    private String constant(String name, TensorProto.DataType type, ByteBuffer bytes, long... shape) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(LongStream.of(shape).boxed().toList())
                .setRawData(ByteString.copyFrom(bytes.rewind())));
        return name;
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto integers(String name, List<Integer> values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(values.stream().map(Integer::longValue).toList())
                .build();
    }

    static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    static AttributeProto decimal(String name, double value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF((float) value)
                .build();
    }

    /**
     * @param result name of the value that is the output
     * @param metadata about the network
     */
    byte[] model(int columns, String result, int outputs, Map<String, String> metadata) {
        add("Identity", List.of(result), List.of(OUTPUT));
        graph.addInput(value(INPUT, columns)).addOutput(value(OUTPUT, outputs));
        var model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("NN Playground")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
                .setGraph(graph);
        metadata.forEach((key, text) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(text)));
        return model.build().toByteArray();
    }

    private static ValueInfoProto value(String name, int width) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(TensorShapeProto.newBuilder()
                                        .addDim(TensorShapeProto.Dimension.newBuilder()
                                                .setDimParam("samples"))
                                        .addDim(TensorShapeProto.Dimension.newBuilder()
                                                .setDimValue(width)))))
                .build();
    }
}
