import type { Palette } from "../../render/colours";
import type { Samples } from "../../model/data/samples";
import { isAutoencoder } from "../../model/spec/spec";
import { drawSamples, type SamplesPlot } from "../../render/samples-plot";
import { outputRange } from "../../render/scalar-field";
import type { Store } from "../../state/store";

/**
 * Draws the samples that are on display. The function itself reads signals; the result draws.
 *
 * @param edge of the square canvas; device pixels
 */
export function samplesDrawing(
  store: Store,
  palette: Palette,
  edge: number,
): (canvas: HTMLCanvasElement) => void {
  const unit = store.inspected.value;
  const unlabelled = isAutoencoder(store.spec.value) && !unit;
  const shown = store.shownSamples.value;
  const samples = shown && unlabelled ? withoutLabels(shown) : shown;
  // While drawing, test samples are visible too, so that they can be erased.
  const showTest = store.view.value.showTestData || store.tool.value !== undefined;
  const { task, network } = store.spec.value;
  const plot: SamplesPlot = {
    plane: store.plane.value,
    task: unlabelled ? "classification" : task,
    palette,
    radius: edge / 92,
    half: store.outputScale.value ? outputRange(store.outputScale.value, task).half : 1,
    ...(unit?.layer === network.layers.length - 1 && { output: unit.unit }),
  };
  return (canvas) => {
    if (samples) drawSamples(canvas, samples, showTest, plot);
  };
}

/** All of one colour. */
function withoutLabels({ train, test }: Samples): Samples {
  return { train: train.map(({ x }) => ({ x, y: 0 })), test: test.map(({ x }) => ({ x, y: 0 })) };
}
