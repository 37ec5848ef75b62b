import { hasSeveralLabels, type TrainingSpec } from "../model/spec/spec";
import type { Boundary } from "../model/training/frame";
import { classShades, heatmapShades, type Palette } from "./colours";
import { mixedPixels, pixelsOf, type Pixels } from "./heatmap";
import { fieldOfBoundary, resampled } from "./scalar-field";

/**
 * The picture of a boundary: a colour for each class, or the scale from orange to blue for one output. Of a regression
 * with several outputs, the first one.
 *
 * @param pixels per axis
 */
export function boundaryPixels(
  boundary: Boundary,
  { task, data }: Pick<TrainingSpec, "task" | "data">,
  palette: Palette,
  pixels: number,
): Pixels {
  const byClass = boundary.outputs > 1 && task === "classification" && !hasSeveralLabels(data);
  const fieldOf = (output: number) => resampled(fieldOfBoundary(boundary, task, output), pixels);
  if (!byClass) return pixelsOf(fieldOf(0), heatmapShades(palette));
  const outputs = Array.from({ length: boundary.outputs }, (_, output) => output);
  return mixedPixels(
    outputs.map(fieldOf),
    outputs.map((label) => classShades(label, palette)),
    false,
  );
}
