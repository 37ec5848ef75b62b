import type { AskedSpec, CourseServer } from "../../model/course/course-server";
import { gradientNorms, spread } from "../../model/labs/layer-statistics";
import type { Outcome } from "../../model/training/training-server";

/** What runs through an untrained network, by layer, the output layer last. */
export interface LayerSignals {
  /** Standard deviation of the activations over the samples. */
  readonly spreads: readonly number[];
  readonly gradientNorms: readonly number[];
}

/** Opens a network on the server, looks into it, and throws it away. */
export async function layerSignals(server: CourseServer, spec: AskedSpec): Promise<Outcome<LayerSignals>> {
  const opened = await server.open(spec);
  if (opened.type !== "done") return opened;
  const traced = await server.trace(opened.value.jobId, { batch: 0 });
  server.close(opened.value);
  if (traced.type !== "done") return traced;
  const { layers } = traced.value;
  return {
    type: "done",
    value: {
      spreads: layers.map(({ activations }) => spread(activations)),
      gradientNorms: gradientNorms(
        layers.map(({ weightGradients, biasGradients }) => ({
          weights: weightGradients,
          biases: biasGradients,
        })),
      ),
    },
  };
}
