import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import {
  DIGIT_EPOCHS,
  digitPass,
  digitsSpec,
  withKernel,
  type DigitNetwork,
} from "../../../model/labs/convolution/digit-networks";
import { digitPicture } from "../../../model/labs/convolution/glyphs";
import type { LayerParameters } from "../../../model/network/parameters";
import type { Sample } from "../../../model/spec/spec";
import { useCourse } from "../../course/course-context";
import { useServerRequest } from "../../course/components/server-status";
import { useLabJob } from "../job/use-lab-job";

/** Slow enough to see the filters change. */
const EPOCHS_PER_SECOND = 8;
const FIRST_DIGIT = 7;

export type DenseNetwork = Exclude<DigitNetwork, "convolution">;

/** The convolutional network in training, two dense ones that are trained at once, and a picture for all three. */
export function useDigits() {
  const { server } = useCourse();
  const job = useLabJob();
  const request = useServerRequest();
  const picture = useSignal(useMemo(() => digitPicture(FIRST_DIGIT), []));
  const dense = useSignal<Partial<Readonly<Record<DenseNetwork, readonly LayerParameters[]>>>>({});
  const test = useSignal<readonly Sample[]>([]);
  /** Parameters with a kernel that the reader has changed, until the training goes on. */
  const edited = useSignal<readonly LayerParameters[] | undefined>(undefined);
  const parameters = useComputed(() => edited.value ?? job.frame.value?.parameters);
  const trainDense = async () => {
    for (const network of ["dense", "denseSmall"] as const) {
      const trained = await server.train(digitsSpec(network), { epochs: DIGIT_EPOCHS });
      if (trained.type !== "done") return trained;
      const { jobId } = trained.value;
      const [learned, samples] = await Promise.all([server.parameters(jobId), server.samples(jobId)]);
      if (learned.type !== "done") return learned;
      dense.value = { ...dense.value, [network]: learned.value };
      if (samples.type === "done") test.value = samples.value.test;
    }
    return { type: "done", value: undefined } as const;
  };
  useEffect(() => {
    job.open(digitsSpec("convolution"), {
      pace: { epochsPerSecond: EPOCHS_PER_SECOND },
      stop: { epochs: DIGIT_EPOCHS },
    });
    job.play();
    void request.run(trainDense);
  }, []);
  const [trains, run] = [job.busy.value, job.frame.value?.run];
  useEffect(() => {
    if (trains) edited.value = undefined;
  }, [trains]);
  useEffect(() => {
    edited.value = undefined;
  }, [run]);
  const passOf = (network: DigitNetwork) => {
    const known = network === "convolution" ? parameters.value : dense.value[network];
    return known && digitPass(network, known, picture.value);
  };
  return {
    job,
    request,
    picture,
    parameters,
    dense,
    test,
    edited,
    restart: () => {
      job.reset();
      job.play();
    },
    passOf,
    editKernel: (filter: number, weights: readonly number[]) => {
      if (!parameters.value) return;
      job.pause();
      edited.value = withKernel(parameters.value, filter, weights);
    },
  };
}
