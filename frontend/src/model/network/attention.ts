/**
 * The part of the network that a presenter points at. All indices count from 0: an input is one of the spec's features,
 * the output layer is the last.
 */
export type Attention =
  | { readonly type: "input"; readonly input: number }
  | { readonly type: "unit"; readonly layer: number; readonly unit: number }
  /** The weight from an input of the layer to one of its units. */
  | { readonly type: "link"; readonly layer: number; readonly unit: number; readonly input: number };

/** Whether a presenter points at this unit. */
export function isAttended(attention: Attention | undefined, layer: number, unit: number): boolean {
  return attention?.type === "unit" && attention.layer === layer && attention.unit === unit;
}
