import type { Trace } from "./trace";

/** One step of the walkthrough of a batch. `layer` counts from 0, the output layer last. */
export type WalkthroughStep =
  { readonly phase: "forward" | "backward"; readonly layer: number } | { readonly phase: "loss" | "update" };

export type Phase = WalkthroughStep["phase"];

/** Forward layer by layer, loss, backward from the last layer to the first, and for a batch the update. */
export function stepsOf({ layers, batch }: Trace): readonly WalkthroughStep[] {
  const forward = layers.map((_, layer): WalkthroughStep => ({ phase: "forward", layer }));
  const backward = layers.map((_, layer): WalkthroughStep => ({ phase: "backward", layer })).toReversed();
  return [...forward, { phase: "loss" }, ...backward, ...(batch ? [{ phase: "update" } as const] : [])];
}

/** Which numbers of a layer are already computed at a step. */
export interface ComputedValues {
  readonly sums: boolean;
  readonly deltas: boolean;
  readonly updated: boolean;
}

export function computedValuesAt(
  steps: readonly WalkthroughStep[],
  at: number,
  layer: number,
): ComputedValues {
  const done = steps.slice(0, at + 1);
  const has = (phase: Phase) =>
    done.some((step) => step.phase === phase && (!("layer" in step) || step.layer === layer));
  return { sums: has("forward"), deltas: has("backward"), updated: has("update") };
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
