import { useComputed, useSignal, useSignalEffect, type ReadonlySignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import {
  initialNetwork,
  LENGTHS,
  MEMORY_EPOCHS,
  memorySpec,
  type MemorySetting,
} from "../../../model/labs/recurrence/memory-task";
import {
  recurrentNetwork,
  type Cell,
  type RecurrentNetwork,
} from "../../../model/labs/recurrence/recurrent-network";
import { sameSpec } from "../../../model/spec/spec";
import type { LabJob } from "../../../state/labs/lab-job";
import { useLabJob } from "../job/use-lab-job";

/** Test accuracy, from 0 to 1, by length of the sequences. */
export type Accuracies = ReadonlyMap<number, number>;

/** The network of the lab: with its initial weights, or in training. */
export interface MemoryTask {
  readonly job: LabJob;
  readonly setting: ReadonlySignal<MemorySetting>;
  readonly initial: ReadonlySignal<RecurrentNetwork>;
  /** The network in training; undefined if the present setting has not been trained. */
  readonly trained: ReadonlySignal<RecurrentNetwork | undefined>;
  /** Of all trained networks with the present initial weights. */
  readonly accuracies: ReadonlySignal<Readonly<Record<Cell, Accuracies>>>;
  readonly change: (part: Partial<MemorySetting>) => void;
  readonly train: () => void;
  /** Trains the present cell with all lengths, one after the other. */
  readonly trainAll: () => void;
}

const NONE: Readonly<Record<Cell, Accuracies>> = { simple: new Map(), lstm: new Map() };

export function useMemoryTask(): MemoryTask {
  const job = useLabJob();
  const setting = useSignal<MemorySetting>({ cell: "simple", length: 20, radius: 0.9, start: 1 });
  const opened = useSignal<MemorySetting | undefined>(undefined);
  const accuracies = useSignal(NONE);
  const left = useSignal<readonly number[]>([]);
  const isOpened = useComputed(() => sameSpec(opened.value, setting.value));
  const train = () => {
    if (!isOpened.peek()) {
      const { radius, start } = setting.peek();
      if (opened.peek()?.radius !== radius || opened.peek()?.start !== start) accuracies.value = NONE;
      opened.value = setting.peek();
      job.open(memorySpec(setting.peek()), { stop: { epochs: MEMORY_EPOCHS } });
    }
    job.play();
  };
  useEffect(train, []);
  useSignalEffect(() => {
    const frame = job.frame.value;
    const { cell, length } = opened.peek() ?? {};
    if (frame?.epoch !== MEMORY_EPOCHS || frame.metrics?.type !== "classification" || !cell || !length)
      return;
    const before = accuracies.peek();
    accuracies.value = {
      ...before,
      [cell]: new Map([...before[cell], [length, frame.metrics.testAccuracy ?? 0]]),
    };
    const [next, ...others] = left.peek();
    if (next === undefined) return;
    left.value = others;
    setting.value = { ...setting.peek(), length: next };
    train();
  });
  return {
    job,
    setting,
    initial: useComputed(() => initialNetwork(setting.value)),
    trained: useComputed(() =>
      isOpened.value ? recurrentNetwork(setting.value.cell, job.frame.value?.parameters) : undefined,
    ),
    accuracies,
    change: (part) => {
      left.value = [];
      setting.value = { ...setting.peek(), ...part };
      if (!isOpened.peek()) job.close();
    },
    train: () => {
      left.value = [];
      train();
    },
    trainAll: () => {
      const [first, ...others] = LENGTHS;
      left.value = others;
      setting.value = { ...setting.peek(), length: first };
      train();
    },
  };
}
