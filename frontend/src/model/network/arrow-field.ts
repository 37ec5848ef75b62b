import type { Plane } from "../data/plane";
import { unscaled } from "../data/scaling";
import { columnOfFeature } from "../spec/feature";
import { isAutoencoder, type TrainingSpec } from "../spec/spec";
import { ForwardPass, type Grid } from "./forward-pass";
import type { LayerParameters } from "./parameters";

export type Place = readonly [x1: number, x2: number];

/** Arrows from the points of a grid to what an autoencoder makes of them, in data units. */
export interface ArrowField {
  readonly from: readonly Place[];
  /** @param parameters must have the shape of the spec */
  readonly ends: (parameters: readonly LayerParameters[]) => readonly Place[];
}

/** The 13 x 13 starting points of a field. */
const GRID: Grid = { resolution: 13, places: "middles" };

/**
 * The field over a plane. Undefined for a network that is no autoencoder, that does not have both columns of the plane as
 * features, or that the page cannot compute.
 */
export function arrowField(spec: TrainingSpec, plane: Plane): ArrowField | undefined {
  const [across, up] = plane.columns.map((column) =>
    spec.features.findIndex((name) => columnOfFeature(name) === column),
  ) as [number, number];
  if (!isAutoencoder(spec) || across < 0 || up < 0 || across === up) return undefined;
  const pass = ForwardPass.of(spec, plane, GRID);
  if (!pass) return undefined;
  const from = startsOf(plane);
  return {
    from,
    ends: (parameters) => {
      const outputs = pass.run(parameters).at(-1) ?? [];
      const valueAt = (output: number, at: number, column: number) =>
        unscaled(outputs[output]?.[at] ?? 0, plane.scales?.[column]);
      return from.map((_, at) => [valueAt(across, at, plane.columns[0]), valueAt(up, at, plane.columns[1])]);
    },
  };
}

/** In the order of the grid: row by row, the first row at the top. */
function startsOf({ domain: [[left, right], [bottom, top]] }: Plane): readonly Place[] {
  const { resolution } = GRID;
  return Array.from({ length: resolution * resolution }, (_, at) => [
    left + ((right - left) * ((at % resolution) + 0.5)) / resolution,
    top - ((top - bottom) * (Math.floor(at / resolution) + 0.5)) / resolution,
  ]);
}
