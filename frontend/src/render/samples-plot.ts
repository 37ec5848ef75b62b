import type { Plane } from "../model/data/plane";
import type { Samples } from "../model/data/samples";
import type { Sample, Task } from "../model/spec/spec";
import { classColour, colourOf, css, type Palette } from "./colours";
import { markOf } from "./marks";

export interface SamplesPlot {
  readonly plane: Pick<Plane, "columns" | "domain">;
  readonly task: Task;
  readonly palette: Palette;
  /** Radius of a circle with the same area as a marker; device pixels. */
  readonly radius: number;
  /** For regression: the absolute target with the full colour. */
  readonly half: number;
  /** For regression with several targets: the one that determines the colour. */
  readonly output?: number;
}

/** Clears the canvas and draws the training samples and, on request, the test samples. */
export function drawSamples(
  canvas: HTMLCanvasElement,
  samples: Samples,
  showTest: boolean,
  plot: SamplesPlot,
): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  context.resetTransform();
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.lineWidth = plot.radius / 2.6;
  const marks = new Map<number, Path2D>();
  drawSet(context, samples.train, (y) => trainRim(y, plot), plot, marks);
  if (showTest) drawSet(context, samples.test, () => plot.palette.testRim, plot, marks);
  context.resetTransform();
}

function drawSet(
  context: CanvasRenderingContext2D,
  samples: readonly Sample[],
  rim: (y: Sample["y"]) => string,
  plot: SamplesPlot,
  marks: Map<number, Path2D>,
): void {
  const { width, height } = context.canvas;
  for (const { x, y } of samples) {
    const position = positionOf(x, plot.plane);
    if (!position) continue;
    const mark = pathOf(plot.task === "classification" ? labelOf(y) : 0, plot.radius, marks);
    context.setTransform(1, 0, 0, 1, position[0] * width, position[1] * height);
    context.fillStyle = sampleColour(y, plot);
    context.strokeStyle = rim(y);
    context.fill(mark);
    context.stroke(mark);
  }
}

/**
 * Position as shares of the picture's width and height, from the upper left corner. Samples outside the plane are not
 * drawn, as in TensorFlow Playground; undefined for them.
 */
export function positionOf(
  x: Sample["x"],
  { columns, domain }: SamplesPlot["plane"],
): readonly [number, number] | undefined {
  const [[left, right], [bottom, top]] = domain;
  const [x1, x2] = [x[columns[0]] ?? 0, x[columns[1]] ?? 0];
  if (x1 < left || x1 > right || x2 < bottom || x2 > top) return undefined;
  return [(x1 - left) / (right - left), (top - x2) / (top - bottom)];
}

function pathOf(label: number, radius: number, marks: Map<number, Path2D>): Path2D {
  const known = marks.get(label);
  if (known) return known;
  const { path, rotation } = markOf(label, radius);
  const mark = new Path2D();
  mark.addPath(new Path2D(path), new DOMMatrix().rotate(rotation));
  marks.set(label, mark);
  return mark;
}

/** Share of the scale within which a target's colour is hard to tell from the plane's. */
const NEUTRAL_SHARE = 0.4;

/** Outline of a training sample. */
export function trainRim(
  y: Sample["y"],
  plot: Pick<SamplesPlot, "task" | "palette" | "half" | "output">,
): string {
  const { trainRim: usual, neutralRim } = plot.palette;
  const isNeutral = plot.task === "regression" && Math.abs(targetShare(y, plot)) < NEUTRAL_SHARE;
  return isNeutral ? neutralRim : usual;
}

/** A target as a share of the one with the full colour. */
function targetShare(y: Sample["y"], { half, output = 0 }: Pick<SamplesPlot, "half" | "output">): number {
  return (typeof y === "number" ? y : (y[output] ?? 0)) / half;
}

/** Colour of a class, or of a target on the scale. */
export function sampleColour(
  y: Sample["y"],
  plot: Pick<SamplesPlot, "task" | "palette" | "half" | "output">,
): string {
  if (plot.task === "classification") return css(classColour(labelOf(y), plot.palette));
  return css(colourOf(targetShare(y, plot), plot.palette));
}

function labelOf(y: Sample["y"]): number {
  return typeof y === "number" ? y : 0;
}
