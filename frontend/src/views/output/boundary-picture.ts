import { useComputed } from "@preact/signals";
import { featureResponse, ForwardPass, type Grid, type Response } from "../../model/network/forward-pass";
import type { Boundary } from "../../model/training/frame";
import { columnCount } from "../../model/spec/spec";
import { classShades, heatmapShades, paletteOf, type Palette } from "../../render/colours";
import { discretized, fieldOfBoundary, outputRange, resampled, type Field } from "../../render/field";
import { mixedPixels, pixelsOf, type Pixels } from "../../render/heatmap";
import type { Store } from "../../state/store";
import { usePage } from "../page-context";

/** Device pixels per axis of the picture; the browser scales it to the panel. */
const PIXELS = 240;
/** The grid of what the page computes by itself: as fine as a frame's. */
const OWN: Grid = { resolution: 50, places: "ends" };

/** What is to be seen: one scale of values, one class alone, or all classes in one picture. */
type Shown =
  | { readonly type: "scale"; readonly field: Field }
  | { readonly type: "class"; readonly label: number; readonly field: Field }
  | { readonly type: "classes"; readonly fields: readonly Field[] };

/** The network's output over the plane, or the answers of the one unit that is looked at. Reads signals; returns how to paint it. */
export function useBoundaryPicture(): () => (() => Pixels) | undefined {
  const { store, theme } = usePage();
  const pass = useComputed(() => ForwardPass.of(store.spec.value, store.plane.value, OWN));
  return () => {
    const palette = paletteOf(theme.value);
    const { discretize } = store.view.value;
    const shown = shownOf(store, () => pass.value);
    return shown && (() => painted(shown, discretize, palette));
  };
}

function shownOf(store: Store, pass: () => ForwardPass | undefined): Shown | undefined {
  const { inspected } = store;
  const unit = inspected.value;
  const { network } = store.spec.value;
  if (unit?.feature !== undefined) {
    const values = featureResponse(unit.feature, store.plane.value, OWN);
    return values && { type: "scale", field: own(values) };
  }
  if (unit && unit.layer < network.layers.length - 1) {
    const parameters = store.parameters.value;
    const values = parameters && pass()?.run(parameters)[unit.layer]?.[unit.unit];
    if (values) return { type: "scale", field: own(values) };
  }
  const output = unit?.layer === network.layers.length - 1 ? unit.unit : undefined;
  return outputsOf(store, pass, output);
}

/** @param output the one that is looked at */
function outputsOf(
  store: Store,
  pass: () => ForwardPass | undefined,
  output: number | undefined,
): Shown | undefined {
  const boundary = store.boundary.value;
  const { task } = store.spec.value;
  if (!boundary) return undefined;
  const parameters = columnCount(store.spec.value) > 2 ? store.parameters.value : undefined;
  const responses = parameters && pass()?.run(parameters).at(-1);
  const outputs = responses?.length ?? boundary.outputs;
  const fieldOf = (at: number) => {
    const values = responses?.[at];
    return values ? inRange(values, boundary, task) : fieldOfBoundary(boundary, task, at);
  };
  if (outputs === 1) return { type: "scale", field: fieldOf(0) };
  if (task === "regression") return { type: "scale", field: fieldOf(Math.min(output ?? 0, outputs - 1)) };
  if (output !== undefined && output < outputs) {
    return { type: "class", label: output, field: fieldOf(output) };
  }
  return { type: "classes", fields: Array.from({ length: outputs }, (_, at) => fieldOf(at)) };
}

/** A unit's answers are shown as they are: -1 and 1 are the ends of the scale. */
function own(values: Response): Field {
  return { resolution: OWN.resolution, values };
}

function inRange(values: Response, boundary: Boundary, task: "classification" | "regression"): Field {
  const { centre, half } = outputRange(boundary, task);
  return { resolution: OWN.resolution, values: values.map((value) => (value - centre) / half) };
}

function painted(shown: Shown, discretize: boolean, palette: Palette): Pixels {
  const fine = (field: Field) => resampled(field, PIXELS);
  const cut = (field: Field) => (discretize ? discretized(fine(field)) : fine(field));
  switch (shown.type) {
    case "scale":
      return pixelsOf(cut(shown.field), heatmapShades(palette));
    case "class":
      return pixelsOf(cut(shown.field), classShades(shown.label, palette));
    case "classes":
      return mixedPixels(
        shown.fields.map(fine),
        shown.fields.map((_, label) => classShades(label, palette)),
        discretize,
      );
  }
}
