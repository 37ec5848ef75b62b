import type { PartialSpec, CourseServer } from "../../model/course/course-server";
import { gradientNorms, standardDeviation } from "../../model/labs/layer-statistics";
import type { Outcome } from "../../model/training/training-server";

/** Statistics of an untrained network by layer, the output layer last. */
export interface LayerStatistics {
  /** Standard deviation of the activations over the samples. */
  readonly deviations: readonly number[];
  readonly gradientNorms: readonly number[];
}

/** Creates a network on the server, traces one batch, and deletes the network. */
export async function measureLayers(
  server: CourseServer,
  spec: PartialSpec,
): Promise<Outcome<LayerStatistics>> {
  const opened = await server.open(spec);
  if (opened.type !== "done") return opened;
  const traced = await server.trace(opened.value.job.id, { batch: 0 });
  server.close(opened.value);
  if (traced.type !== "done") return traced;
  const { layers } = traced.value;
  return {
    type: "done",
    value: {
      deviations: layers.map(({ activations }) => standardDeviation(activations)),
      gradientNorms: gradientNorms(
        layers.map(({ weightGradients, biasGradients }) => ({
          weights: weightGradients,
          biases: biasGradients,
        })),
      ),
    },
  };
}
