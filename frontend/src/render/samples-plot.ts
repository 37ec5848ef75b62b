import type { Domain } from "../model/frame";
import type { Samples } from "../model/samples";
import type { Sample, Task } from "../model/spec";
import { colourOf, css, type Palette } from "./colours";

export interface SamplesPlot {
  readonly domain: Domain;
  readonly task: Task;
  readonly palette: Palette;
  /** Device pixels. */
  readonly radius: number;
  /** Which target is full blue, in a regression. */
  readonly half: number;
}

/** Draws the samples over an empty canvas; test samples only where given. */
export function drawSamples(
  canvas: HTMLCanvasElement,
  samples: Samples,
  showTest: boolean,
  plot: SamplesPlot,
): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.lineWidth = plot.radius / 2.6;
  drawSet(context, samples.train, plot.palette.trainRim, plot);
  if (showTest) drawSet(context, samples.test, plot.palette.testRim, plot);
}

function drawSet(
  context: CanvasRenderingContext2D,
  samples: readonly Sample[],
  rim: string,
  plot: SamplesPlot,
): void {
  const { width, height } = context.canvas;
  const [[left, right], [bottom, top]] = plot.domain;
  context.strokeStyle = rim;
  for (const { x, y } of samples) {
    const [x1 = 0, x2 = 0] = x;
    if (x1 < left || x1 > right || x2 < bottom || x2 > top) continue; // as in TensorFlow Playground: outside is not shown
    context.beginPath();
    context.arc(
      ((x1 - left) / (right - left)) * width,
      ((top - x2) / (top - bottom)) * height,
      plot.radius,
      0,
      2 * Math.PI,
    );
    context.fillStyle = css(colourOf(shadeOf(y, plot), plot.palette));
    context.fill();
    context.stroke();
  }
}

/** Class 0 is orange, class 1 blue; a target by its size. */
export function shadeOf(y: Sample["y"], { task, half }: Pick<SamplesPlot, "task" | "half">): number {
  const value = typeof y === "number" ? y : (y[0] ?? 0);
  return task === "classification" ? (value === 0 ? -1 : 1) : value / half;
}
