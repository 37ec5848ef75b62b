/**
 * What a presenter points at: a part of the network, or a step of "Look inside". All indices count from 0: an input is one
 * of the spec's features, the output layer is the last.
 */
export type Attention =
  | { readonly type: "input"; readonly input: number }
  | { readonly type: "unit"; readonly layer: number; readonly unit: number }
  /** The weight from an input of the layer to one of its units. */
  | { readonly type: "link"; readonly layer: number; readonly unit: number; readonly input: number }
  | TracedStep;

/** A step of the trace of a mini-batch or of a training sample at the present parameters. */
export interface TracedStep {
  readonly type: "trace";
  /** Completed epochs at these parameters. */
  readonly epoch: number;
  readonly of: { readonly batch: number } | { readonly sample: number };
  readonly step: number;
  /** Index of the selected sample within the trace. */
  readonly row: number;
}

/** Whether a presenter points at this unit. */
export function isAttended(attention: Attention | undefined, layer: number, unit: number): boolean {
  return attention?.type === "unit" && attention.layer === layer && attention.unit === unit;
}
