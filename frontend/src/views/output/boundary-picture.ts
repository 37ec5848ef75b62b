import { useComputed } from "@preact/signals";
import { featureResponse, ForwardPass, type Grid, type Response } from "../../model/network/forward-pass";
import type { Boundary } from "../../model/training/frame";
import { columnCount, hasSeveralLabels } from "../../model/spec/spec";
import { classShades, heatmapShades, paletteOf, type Palette } from "../../render/colours";
import {
  discretized,
  fieldOfBoundary,
  outputRange,
  resampled,
  type ScalarField,
} from "../../render/scalar-field";
import { mixedPixels, pixelsOf, type Pixels } from "../../render/heatmap";
import type { Store } from "../../state/store";
import { usePage } from "../page-context";

/** Device pixels per axis on the page; the browser scales the picture to the panel. */
const PIXELS = 240;
/** Grid of responses that the page computes: the resolution of a frame's boundary. */
const PAGE_GRID: Grid = { resolution: 50, places: "ends" };

/** What the plot shows: values on one scale, one class, or all classes. */
type Plotted =
  | { readonly type: "scale"; readonly field: ScalarField }
  | { readonly type: "class"; readonly label: number; readonly field: ScalarField }
  | { readonly type: "classes"; readonly fields: readonly ScalarField[] };

/** @param pixels per axis */
type Paint = (pixels?: number) => Pixels;

/**
 * The network's output over the plane, or the response of the inspected unit. The result reads signals and returns a
 * function that paints.
 */
export function useBoundaryPicture(): () => Paint | undefined {
  const { store, theme } = usePage();
  const pass = useComputed(() => ForwardPass.of(store.spec.value, store.plane.value, PAGE_GRID));
  return () => {
    const palette = paletteOf(theme.value);
    const { discretize } = store.view.value;
    const shown = plottedOf(store, () => pass.value);
    return shown && ((pixels = PIXELS) => paint(shown, discretize, palette, pixels));
  };
}

function plottedOf(store: Store, pass: () => ForwardPass | undefined): Plotted | undefined {
  const { inspected } = store;
  const unit = inspected.value;
  const { network } = store.spec.value;
  if (unit?.feature !== undefined) {
    const values = featureResponse(unit.feature, store.plane.value, PAGE_GRID);
    return values && { type: "scale", field: fieldOfResponse(values) };
  }
  if (unit && unit.layer < network.layers.length - 1) {
    const parameters = store.parameters.value;
    const values = parameters && pass()?.run(parameters)[unit.layer]?.[unit.unit];
    if (values) return { type: "scale", field: fieldOfResponse(values) };
  }
  const output = unit?.layer === network.layers.length - 1 ? unit.unit : undefined;
  return outputsOf(store, pass, output);
}

/** @param output index of the inspected output */
function outputsOf(
  store: Store,
  pass: () => ForwardPass | undefined,
  output: number | undefined,
): Plotted | undefined {
  const boundary = store.shownBoundary.value;
  const { task } = store.spec.value;
  if (!boundary) return undefined;
  if (isClassMap(store, boundary, output)) {
    const parameters = store.parameters.value;
    const scores = parameters && pass()?.scores(parameters);
    if (scores) return { type: "classes", fields: scores.map(fieldOfResponse) };
  }
  const parameters = columnCount(store.spec.value) > 2 ? store.parameters.value : undefined;
  const responses = parameters && pass()?.run(parameters).at(-1);
  const outputs = responses?.length ?? boundary.outputs;
  const fieldOf = (at: number) => {
    const values = responses?.[at];
    return values ? inRange(values, boundary, task) : fieldOfBoundary(boundary, task, at);
  };
  if (outputs === 1) return { type: "scale", field: fieldOf(0) };
  if (task === "regression" || hasSeveralLabels(store.spec.value.data)) {
    return { type: "scale", field: fieldOf(Math.min(output ?? 0, outputs - 1)) };
  }
  if (output !== undefined && output < outputs) {
    return { type: "class", label: output, field: fieldOf(output) };
  }
  return { type: "classes", fields: Array.from({ length: outputs }, (_, at) => fieldOf(at)) };
}

/** Whether the plot shows nothing but the class of the largest output. */
function isClassMap({ view, spec }: Store, { outputs }: Boundary, output: number | undefined): boolean {
  const { task, data } = spec.value;
  const byClass = task === "classification" && outputs > 1 && !hasSeveralLabels(data);
  return view.value.discretize && byClass && output === undefined;
}

/** Responses of a unit are not rescaled: -1 and 1 are the ends of the colour scale. */
function fieldOfResponse(values: Response): ScalarField {
  return { resolution: PAGE_GRID.resolution, values };
}

function inRange(values: Response, boundary: Boundary, task: "classification" | "regression"): ScalarField {
  const { centre, half } = outputRange(boundary, task);
  return { resolution: PAGE_GRID.resolution, values: values.map((value) => (value - centre) / half) };
}

function paint(shown: Plotted, discretize: boolean, palette: Palette, pixels: number): Pixels {
  const fine = (field: ScalarField) => resampled(field, pixels);
  const prepared = (field: ScalarField) => (discretize ? discretized(fine(field)) : fine(field));
  switch (shown.type) {
    case "scale":
      return pixelsOf(prepared(shown.field), heatmapShades(palette));
    case "class":
      return pixelsOf(prepared(shown.field), classShades(shown.label, palette));
    case "classes":
      return mixedPixels(
        shown.fields.map(fine),
        shown.fields.map((_, label) => classShades(label, palette)),
        discretize,
      );
  }
}
