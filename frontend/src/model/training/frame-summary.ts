import type { Boundary } from "./frame";
import type { LayerParameters } from "../network/parameters";
import type { LossCurve } from "./loss-curve";
import type { Task } from "../spec/spec";

/** Describes the plot of the output, for screen readers. */
export type BoundarySummary =
  | {
      readonly type: "classes";
      /** By class: its share of the plane, 0 to 1. */
      readonly shares: readonly number[];
      /** Class in the middle, at the upper left, upper right, lower left and lower right. */
      readonly places: readonly [number, number, number, number, number];
    }
  | { readonly type: "numbers"; readonly lowest: Extreme; readonly highest: Extreme };

interface Extreme {
  readonly value: number;
  /** In data units. */
  readonly at: readonly [number, number];
}

/**
 * The predicted class has the largest output; of equal outputs the first counts. With a single output, class 1 is the
 * upper half of its range.
 */
export function boundarySummary(boundary: Boundary, task: Task): BoundarySummary {
  return task === "classification" ? classSummary(boundary) : numberSummary(boundary);
}

function classSummary({ resolution, outputs, values }: Boundary): BoundarySummary {
  const places = resolution * resolution;
  const classAt = (at: number): number => {
    if (outputs === 1) return (values[at] ?? 0) >= 128 ? 1 : 0;
    let best = 0;
    for (let output = 1; output < outputs; output++) {
      if ((values[output * places + at] ?? 0) > (values[best * places + at] ?? 0)) best = output;
    }
    return best;
  };
  const counts = new Array<number>(Math.max(outputs, 2)).fill(0);
  for (let at = 0; at < places; at++) {
    const label = classAt(at);
    counts[label] = (counts[label] ?? 0) + 1;
  }
  const middle = Math.floor(resolution / 2);
  return {
    type: "classes",
    shares: counts.map((count) => count / places),
    places: [
      classAt(middle * resolution + middle),
      classAt(0),
      classAt(resolution - 1),
      classAt(places - resolution),
      classAt(places - 1),
    ],
  };
}

function numberSummary({ resolution, domain, minimum, maximum, values }: Boundary): BoundarySummary {
  let [low, high] = [0, 0];
  for (let at = 1; at < resolution * resolution; at++) {
    if ((values[at] ?? 0) < (values[low] ?? 0)) low = at;
    if ((values[at] ?? 0) > (values[high] ?? 0)) high = at;
  }
  const [[left, right], [bottom, top]] = domain;
  const last = resolution - 1;
  const extreme = (at: number): Extreme => ({
    value: minimum + ((values[at] ?? 0) / 255) * (maximum - minimum),
    at: [
      left + ((right - left) * (at % resolution)) / last,
      top - ((top - bottom) * Math.floor(at / resolution)) / last,
    ],
  });
  return { type: "numbers", lowest: extreme(low), highest: extreme(high) };
}

/** The weight with the largest absolute value; `layer`, `from` and `to` count from 0. Undefined if all are 0. */
export function strongestWeight(
  parameters: readonly LayerParameters[],
):
  | { readonly weight: number; readonly layer: number; readonly from: number; readonly to: number }
  | undefined {
  let best: ReturnType<typeof strongestWeight>;
  for (const [layer, { weights }] of parameters.entries()) {
    for (const [to, row] of weights.entries()) {
      for (const [from, weight] of row.entries()) {
        if (Math.abs(weight) > Math.abs(best?.weight ?? 0)) best = { weight, layer, from, to };
      }
    }
  }
  return best;
}

/** First and last training loss, and the minimum of the test loss. Undefined before the first epoch. */
export function curveSummary({ length, train, test }: LossCurve):
  | {
      readonly first: number;
      readonly last: number;
      readonly test?: { readonly last: number; readonly best: number; readonly epoch: number };
    }
  | undefined {
  const [first, last] = [train[0], train[length - 1]];
  if (length < 2 || typeof first !== "number" || typeof last !== "number") return undefined;
  let epoch: number | undefined;
  for (let at = 0; at < length; at++) {
    const loss = test[at];
    if (typeof loss === "number" && (epoch === undefined || loss < (test[epoch] ?? 0))) epoch = at;
  }
  const [now, best] = [test[length - 1], epoch === undefined ? undefined : test[epoch]];
  if (epoch === undefined || typeof now !== "number" || typeof best !== "number") return { first, last };
  return { first, last, test: { last: now, best, epoch } };
}
