import { encodeAddress } from "../address/address";
import { DEFAULT_VIEW } from "../address/view-settings";
import { DEFAULT_SEED, defaultSpec } from "../spec/default-spec";
import type { ExerciseNetwork } from "./exercise";

/**
 * The part after `#` of a playground address that opens "Look inside" with the network and the sample of an exercise. Undefined if the
 * exercise is not about one sample. The spec is as the server completes it: another one would close "Look inside" again.
 */
export function insideAddress({
  weights,
  biases,
  activations,
  loss,
  x,
  y,
}: ExerciseNetwork): string | undefined {
  if (x.length === 0) return undefined;
  const defaults = defaultSpec("regression");
  return encodeAddress({
    spec: {
      ...defaults,
      data: {
        source: "inline",
        train: [{ x, y: y.length === 1 ? (y[0] ?? 0) : y }],
        validation: [],
        test: [],
      },
      features: x.map((_, at) => `x${String(at + 1)}`),
      network: {
        layers: activations.map((activation, at) => ({
          units: weights[at]?.length ?? 0,
          activation,
          bias: (biases[at]?.length ?? 0) > 0,
          dropout: 0,
        })),
        initializer: { type: "explicit", weights, biases, seed: DEFAULT_SEED },
      },
      training: { ...defaults.training, loss, batchSize: 1 },
    },
    view: DEFAULT_VIEW,
    lookInside: "sample",
    unknown: [],
  });
}
