import { useSignal, useSignalEffect, type Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import {
  DEEP_EPOCHS,
  deepNetworkSpec,
  type DeepNetwork,
} from "../../../model/labs/belief-net/belief-net-specs";
import type { Dot } from "../../../render/line-chart";
import type { LabJob } from "../../../state/labs/lab-job";
import { useLabJob } from "../job/use-lab-job";

/** The networks of the lab: one in training, and what all of them have reached. */
export interface DeepNetworks {
  readonly job: LabJob;
  readonly chosen: Signal<DeepNetwork>;
  /** Share of test pictures read correctly, from 0 to 1, by epoch. */
  readonly accuracies: Signal<Readonly<Record<DeepNetwork, readonly Dot[]>>>;
  readonly train: (network: DeepNetwork) => void;
}

export function useDeepNetworks(): DeepNetworks {
  const job = useLabJob();
  const chosen = useSignal<DeepNetwork>("plain");
  const accuracies = useSignal<Readonly<Record<DeepNetwork, readonly Dot[]>>>({
    plain: [],
    pretrained: [],
    relu: [],
  });
  const train = (network: DeepNetwork) => {
    chosen.value = network;
    job.open(deepNetworkSpec(network), { stop: { epochs: DEEP_EPOCHS } });
    job.play();
  };
  useEffect(() => {
    if (!job.busy.peek()) train(chosen.peek());
  }, []);
  useSignalEffect(() => {
    const frame = job.frame.value;
    if (frame?.metrics?.type !== "classification" || frame.pretraining) return;
    const { epoch, metrics } = frame;
    const network = chosen.peek();
    const before = accuracies.peek()[network].filter(([each]) => each < epoch);
    accuracies.value = {
      ...accuracies.peek(),
      [network]: [...before, [epoch, metrics.testAccuracy ?? 0] as const],
    };
  });
  return { job, chosen, accuracies, train };
}
