import { FIRST_COLUMNS, type Columns } from "./plane";
import { withFittingLayers } from "../spec/edit-spec";
import type { Samples } from "./samples";
import { isAutoencoder, treatmentOf, type Sample, type TrainingSpec } from "../spec/spec";

/** What a press on the plane does: draws a sample of a class or value into a set, or erases samples. */
export type Tool =
  { readonly type: "draw"; readonly y: number; readonly set: SampleSet } | { readonly type: "erase" };

export type SampleSet = keyof Samples;

export interface PointAddress {
  readonly set: SampleSet;
  /** Index from 0 in its set. */
  readonly index: number;
}

/** A position in the plane, in data units. */
export type PlanePosition = readonly [x1: number, x2: number];

/** Replaces the samples of the spec. The output layer follows the highest label. */
export function withOwnPoints(spec: TrainingSpec, { train, test }: Samples): TrainingSpec {
  const written = isAutoencoder(spec) ? withoutTarget : rounded;
  const data = {
    source: "inline",
    train: train.map(written),
    test: test.map(written),
    ...treatmentOf(spec.data),
  } as const;
  return withFittingLayers({ ...spec, data }, classesOf([...train, ...test]));
}

/** The highest label plus 1, at least 2. */
export function classesOf(samples: readonly Sample[]): number {
  return samples.reduce((classes, { y }) => Math.max(classes, (typeof y === "number" ? y : 0) + 1), 2);
}

export function withPoint(samples: Samples, place: PlanePosition, y: number, set: SampleSet): Samples {
  return { ...samples, [set]: [...samples[set], { x: place, y }] };
}

export function withPointMoved(
  samples: Samples,
  { set, index }: PointAddress,
  place: PlanePosition,
): Samples {
  return {
    ...samples,
    [set]: samples[set].map((sample, at) => (at === index ? { ...sample, x: place } : sample)),
  };
}

export function withoutPoint(samples: Samples, { set, index }: PointAddress): Samples {
  return { ...samples, [set]: samples[set].filter((_, at) => at !== index) };
}

export const NO_POINTS: Samples = { train: [], test: [] };

/** The sample nearest to a position within `reach` data units. Of equally near ones the last, which is drawn on top. */
export function nearestPoint(
  samples: Samples,
  [x1, x2]: PlanePosition,
  reach: number,
  [horizontal, vertical]: Columns = FIRST_COLUMNS,
): PointAddress | undefined {
  let [best, distance]: [PointAddress | undefined, number] = [undefined, reach];
  for (const set of ["train", "test"] as const) {
    for (const [index, { x }] of samples[set].entries()) {
      const apart = Math.hypot((x[horizontal] ?? 0) - x1, (x[vertical] ?? 0) - x2);
      if (apart <= distance) [best, distance] = [{ set, index }, apart];
    }
  }
  return best;
}

/** The targets of an autoencoder are its inputs: only a label of a drawn point is kept. */
function withoutTarget(sample: Sample): Sample {
  return rounded({ ...sample, y: typeof sample.y === "number" ? sample.y : 0 });
}

/** Three decimals: finer than a pixel, and short in an address. */
function rounded(sample: Sample): Sample {
  return { ...sample, x: sample.x.map((value) => Math.round(value * 1000) / 1000) };
}
