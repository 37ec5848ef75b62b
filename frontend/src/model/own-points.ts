import { withFittingEnds } from "./edit-spec";
import type { Samples } from "./samples";
import type { Sample, TrainingSpec } from "./spec";

/** What a press on the plane does: sets samples of a class or value, or takes them away. */
export type Tool = { readonly type: "draw"; readonly y: number } | { readonly type: "erase" };

/** A place in the plane, in data units. */
export type Place = readonly [x1: number, x2: number];

/** As many classes as the highest label tells: the output follows. */
export function withOwnPoints(spec: TrainingSpec, { train, test }: Samples): TrainingSpec {
  const data = { source: "inline", train: train.map(rounded), test: test.map(rounded) } as const;
  return withFittingEnds({ ...spec, data }, classesOf([...train, ...test]));
}

/** The highest label and one, at least two. */
export function classesOf(samples: readonly Sample[]): number {
  return samples.reduce((classes, { y }) => Math.max(classes, (typeof y === "number" ? y : 0) + 1), 2);
}

export function withPoint(samples: Samples, place: Place, y: number): Samples {
  return { ...samples, train: [...samples.train, { x: place, y }] };
}

export function withPointMoved(samples: Samples, index: number, place: Place): Samples {
  return {
    ...samples,
    train: samples.train.map((sample, at) => (at === index ? { ...sample, x: place } : sample)),
  };
}

/** The last one stays: nothing can be learned from none. */
export function withoutPoint(samples: Samples, index: number): Samples {
  if (samples.train.length <= 1) return samples;
  return { ...samples, train: samples.train.filter((_, at) => at !== index) };
}

/** Index of the training sample nearest to a place, where one is within `reach` data units. */
export function nearestPoint({ train }: Samples, [x1, x2]: Place, reach: number): number | undefined {
  let [best, distance]: [number | undefined, number] = [undefined, reach];
  for (const [index, { x }] of train.entries()) {
    const apart = Math.hypot((x[0] ?? 0) - x1, (x[1] ?? 0) - x2);
    if (apart <= distance) [best, distance] = [index, apart];
  }
  return best;
}

/** Three decimals: finer than a pixel, and short in an address. */
function rounded(sample: Sample): Sample {
  return { ...sample, x: sample.x.map((value) => Math.round(value * 1000) / 1000) };
}
