import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { Boundary } from "../model/training/frame";
import { PLANE, planeOfColumns, type Columns, type Plane } from "../model/data/plane";
import { scalesOf } from "../model/data/scaling";
import { columnCount, sameSpec, type TrainingSpec } from "../model/spec/spec";
import type { Samples } from "../model/data/samples";

/**
 * The plane that the plots show. For data of two columns: the domain of the server's boundary. For more columns: the
 * two that the user has chosen. Returns the same object while the numbers are the same, so that nothing is computed
 * again for a new frame.
 */
export function visiblePlane(from: {
  readonly spec: ReadonlySignal<TrainingSpec>;
  readonly columns: ReadonlySignal<Columns>;
  readonly boundary: ReadonlySignal<Boundary | undefined>;
  readonly samples: ReadonlySignal<Samples | undefined>;
}): ReadonlySignal<Plane> {
  const domain = computed(() => from.boundary.value?.domain ?? PLANE);
  const many = computed(() => columnCount(from.spec.value) > 2);
  const scales = computed(() => scalesOf(from.spec.value.data, from.samples.value?.train));
  let last: Plane | undefined;
  return computed(() => {
    const count = columnCount(from.spec.value);
    const samples = many.value ? from.samples.value : undefined;
    const fits = samples?.train[0]?.x.length === count;
    const chosen = from.columns.value;
    const plane =
      samples && fits
        ? planeOfColumns(samples, chosen.every((column) => column < count) ? chosen : [0, 1])
        : { columns: [0, Math.min(1, count - 1)] as const, domain: domain.value, fixedValues: [] };
    const scaledPlane = scales.value ? { ...plane, scales: scales.value } : plane;
    if (!sameSpec(scaledPlane, last)) last = scaledPlane;
    return last ?? scaledPlane;
  });
}
