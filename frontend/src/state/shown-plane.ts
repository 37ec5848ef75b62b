import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { Boundary } from "../model/frame";
import { columnCount, PLANE, planeOfColumns, type Columns, type Plane } from "../model/plane";
import type { Samples } from "../model/samples";
import { sameSpec, type TrainingSpec } from "../model/spec";

/**
 * What the pictures span. Data in the plane: what the server says in its frames. Data of more columns: the two that were chosen. The same
 * value as long as its numbers are the same, so that nothing is computed anew for a frame that spans what the one before did.
 */
export function shownPlane(from: {
  readonly spec: ReadonlySignal<TrainingSpec>;
  readonly columns: ReadonlySignal<Columns>;
  readonly boundary: ReadonlySignal<Boundary | undefined>;
  readonly samples: ReadonlySignal<Samples | undefined>;
}): ReadonlySignal<Plane> {
  const domain = computed(() => from.boundary.value?.domain ?? PLANE);
  const many = computed(() => columnCount(from.spec.value) > 2);
  let last: Plane | undefined;
  return computed(() => {
    const count = columnCount(from.spec.value);
    const samples = many.value ? from.samples.value : undefined;
    const fits = samples?.train[0]?.x.length === count;
    const chosen = from.columns.value;
    const plane =
      samples && fits
        ? planeOfColumns(samples, chosen.every((column) => column < count) ? chosen : [0, 1])
        : { columns: [0, Math.min(1, count - 1)] as const, domain: domain.value, elsewhere: [] };
    if (!sameSpec(plane, last)) last = plane;
    return last ?? plane;
  });
}
