import { batch, useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import {
  LESION_EPOCHS,
  lesionProbabilities,
  lesionsSpec,
  type LesionLoss,
  type LesionNetwork,
} from "../../../model/labs/segmentation/lesion-networks";
import { overlapOfConfusion, type Overlap } from "../../../model/labs/segmentation/overlap";
import { countParameters } from "../../../model/network/parameters";
import type { Sample } from "../../../model/spec/spec";
import { useCourse } from "../../course/course-context";
import { useLabJob } from "../job/use-lab-job";

/** Slow enough to see the mask appear. */
const EPOCHS_PER_SECOND = 8;

/** A network with what its training minimizes. */
export type Trained = `${LesionNetwork} ${LesionLoss}`;

export function trained(network: LesionNetwork, loss: LesionLoss): Trained {
  return `${network} ${loss}`;
}

export interface Result {
  /** On all test pictures, at the threshold 0.5. */
  readonly overlap: Overlap;
  /** Number of parameters. */
  readonly parameters: number;
}

/** A network in training, and what the others have reached before. */
export function useLesions() {
  const { server } = useCourse();
  const job = useLabJob();
  const network = useSignal<LesionNetwork>("convolutions");
  const loss = useSignal<LesionLoss>("binaryCrossEntropy");
  const test = useSignal<readonly Sample[]>([]);
  const at = useSignal(0);
  const results = useSignal<Partial<Readonly<Record<Trained, Result>>>>({});
  const sample = useComputed(() => test.value[at.value]);
  const truth = useComputed<readonly boolean[]>(() => {
    const y = sample.value?.y;
    return Array.isArray(y) ? y.map((label: number) => label === 1) : [];
  });
  const result = useComputed<Result | undefined>(() => {
    const { metrics, parameters } = job.frame.value ?? {};
    const confusion = metrics?.type === "classification" ? metrics.testConfusion : undefined;
    return (
      confusion &&
      parameters && { overlap: overlapOfConfusion(confusion), parameters: countParameters(parameters) }
    );
  });
  const probabilities = useComputed(() => {
    const parameters = job.frame.value?.parameters;
    return parameters && sample.value && lesionProbabilities(network.value, parameters, sample.value.x);
  });
  const open = (chosen: LesionNetwork, minimized: LesionLoss = loss.peek()) => {
    batch(() => {
      network.value = chosen;
      loss.value = minimized;
      job.open(lesionsSpec(chosen, minimized), {
        pace: { epochsPerSecond: EPOCHS_PER_SECOND },
        stop: { epochs: LESION_EPOCHS },
      });
    });
    job.play();
  };
  useEffect(() => {
    open(network.value);
  }, []);
  const jobId = job.job.value?.id;
  useEffect(() => {
    if (jobId === undefined || test.value.length > 0) return;
    void server.samples(jobId).then((samples) => {
      if (samples.type === "done") test.value = samples.value.test;
    });
  }, [jobId]);
  useEffect(() => {
    if (result.value)
      results.value = { ...results.value, [trained(network.value, loss.value)]: result.value };
  }, [result.value]);
  return {
    job,
    network,
    loss,
    sample,
    truth,
    result,
    probabilities,
    results,
    open,
    next: () => (at.value = (at.value + 1) % Math.max(test.value.length, 1)),
  };
}
