import { decodeAddress } from "../address/address";
import type { TrainingSpec } from "../spec/spec";
import type { Stop } from "../training/job";
import type { AxisChoice } from "./axis-choice";

/** Sweeps that the lessons ask for. Of the seeds about half learn the spiral. */
export const READY_SWEEPS = ["seeds", "rates"] as const;

export type ReadySweep = (typeof READY_SWEEPS)[number];

/** What a form of a sweep contains. */
export interface SweepPlan {
  readonly spec: TrainingSpec;
  readonly axes: readonly AxisChoice[];
  readonly stop: Stop;
}

const PLANS: Readonly<Record<ReadySweep, { readonly address: string } & Omit<SweepPlan, "spec">>> = {
  seeds: {
    address: "dataset=spiral&networkShape=4&learningRate=0.1&sinX=true&sinY=true",
    axes: [{ type: "seeds", count: 64 }],
    stop: { epochs: 300, targetTestLoss: 0.1 },
  },
  rates: {
    address: "dataset=xor&networkShape=4&noise=20",
    axes: [
      { type: "setting", name: "batchSize", values: [1, 5, 10, 30, 100] },
      { type: "setting", name: "learningRate", values: [0.003, 0.01, 0.03, 0.1, 0.3, 1] },
      { type: "seeds", count: 3 },
    ],
    stop: { epochs: 50, targetTestLoss: 0.2 },
  },
};

export function readySweep(name: ReadySweep): SweepPlan {
  const { address, ...plan } = PLANS[name];
  return { spec: decodeAddress(address).spec, ...plan };
}

/** The plan for a network of the playground: ten seeds. */
export function ownSweep(spec: TrainingSpec): SweepPlan {
  return { spec, axes: [{ type: "seeds", count: 10 }], stop: { epochs: 200 } };
}
