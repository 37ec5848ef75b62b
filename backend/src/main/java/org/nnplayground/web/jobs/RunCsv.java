package org.nnplayground.web.jobs;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nnplayground.store.History;
import org.nnplayground.web.response.FrameBody.LayerBody;
import reactor.core.publisher.Flux;

/**
 * Losses and parameters as CSV (RFC 4180) with a header row. A number has as many digits as are needed to read back the
 * same float32; what is absent in JSON is empty.
 */
final class RunCsv {

    private static final String END = "\r\n";

    private RunCsv() {}

    /** One row per epoch. */
    static Flux<String> history(Flux<History> pieces) {
        return Flux.concat(Flux.just("run,epoch,trainLoss,validationLoss,testLoss" + END), pieces.map(RunCsv::rows));
    }

    private static String rows(History piece) {
        return IntStream.range(0, piece.size())
                .mapToObj(i -> piece.run() + "," + (piece.fromEpoch() + i) + "," + loss(piece.train()[i]) + ","
                        + loss(piece.validation()[i]) + "," + loss(piece.test()[i]) + END)
                .collect(Collectors.joining());
    }

    private static String loss(float loss) {
        return Float.isFinite(loss) ? Float.toString(loss) : "";
    }

    /** One row per parameter; layer, unit and input are indices from 0. */
    static Flux<String> parameters(int run, long epoch, List<LayerBody> layers) {
        return Flux.concat(
                Flux.just("run,epoch,layer,parameter,unit,input,value" + END),
                Flux.range(0, layers.size()).concatMap(l -> layer(run + "," + epoch + "," + l + ",", layers.get(l))));
    }

    private static Flux<String> layer(String start, LayerBody layer) {
        Float slope = layer.slope();
        float[][] states = layer.recurrentWeights();
        return Flux.concat(
                matrix(start + "weight,", layer.weights()),
                matrix(start + "recurrentWeight,", states == null ? new float[0][] : states),
                Flux.range(0, layer.biases().length)
                        .map(unit -> start + "bias," + unit + ",," + layer.biases()[unit] + END),
                slope == null ? Flux.empty() : Flux.just(start + "slope,,," + slope + END));
    }

    private static Flux<String> matrix(String start, Object[] rows) {
        return Flux.range(0, rows.length).map(unit -> {
            var text = new StringBuilder();
            numbers(text, start + unit + ",", rows[unit], 0);
            return text.toString();
        });
    }

    /**
     * Appends numbers, nested ones in their order.
     *
     * @return the index after the last one
     */
    private static int numbers(StringBuilder text, String start, Object nested, int first) {
        int index = first;
        if (nested instanceof float[] numbers) {
            for (float number : numbers) {
                text.append(start).append(index++).append(',').append(number).append(END);
            }
        } else {
            for (Object part : (Object[]) nested) {
                index = numbers(text, start, part, index);
            }
        }
        return index;
    }
}
