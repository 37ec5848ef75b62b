import type { Trace } from "./trace";

/** One step of the walkthrough. `layer` counts from 0, the output layer last. */
export type WalkthroughStep =
  | { readonly phase: "forward" | "backward"; readonly layer: number; readonly unit: number }
  | { readonly phase: "loss" | "update" };

export type Phase = WalkthroughStep["phase"];

/**
 * Forward unit by unit, loss, backward from the units of the last layer to those of the first, and for a batch the
 * update. A point without a target has only the forward steps.
 */
export function stepsOf({ layers, samples, batch }: Trace): readonly WalkthroughStep[] {
  const unitsOf = (phase: "forward" | "backward") =>
    layers.map(({ weights }, layer) => weights.map((_, unit): WalkthroughStep => ({ phase, layer, unit })));
  const forward = unitsOf("forward").flat();
  if (samples.length === 0) return forward;
  const backward = unitsOf("backward").toReversed().flat();
  return [...forward, { phase: "loss" }, ...backward, ...(batch ? [{ phase: "update" } as const] : [])];
}

/** The index of a unit's step, or of the first step of the phase; -1 if there is none. */
export function stepIndexOf(
  steps: readonly WalkthroughStep[],
  phase: Phase,
  at?: { readonly layer: number; readonly unit: number },
): number {
  return steps.findIndex(
    (step) =>
      step.phase === phase &&
      (!at || !("unit" in step) || (step.layer === at.layer && step.unit === at.unit)),
  );
}

/** Which numbers of a unit are already computed at a step. */
export interface ComputedValues {
  readonly sums: boolean;
  readonly deltas: boolean;
  readonly updated: boolean;
}

export function computedValuesAt(
  steps: readonly WalkthroughStep[],
  at: number,
  unit: { readonly layer: number; readonly unit: number },
): ComputedValues {
  const done = (phase: Phase) => {
    const index = stepIndexOf(steps, phase, unit);
    return index >= 0 && index <= at;
  };
  return { sums: done("forward"), deltas: done("backward"), updated: done("update") };
}

/** Identifies a number of a trace. `row` is the index of its sample in the trace. */
export type NumberAddress =
  | {
      readonly type: "sum" | "activation" | "delta";
      readonly layer: number;
      readonly unit: number;
      readonly row: number;
    }
  | {
      readonly type: "weightGradient" | "updatedWeight";
      readonly layer: number;
      readonly unit: number;
      readonly input: number;
      readonly row: number;
    }
  | {
      readonly type: "biasGradient" | "updatedBias";
      readonly layer: number;
      readonly unit: number;
      readonly row: number;
    }
  | { readonly type: "loss"; readonly row: number };
