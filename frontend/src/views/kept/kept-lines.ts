import type { AxisRange, Dot } from "../../render/line-chart";
import type { LossLines } from "../../render/loss-chart";

/** The lines of kept runs, and the axes of a chart that shows them with the present run. */
export interface KeptLines {
  readonly kept: readonly (readonly Dot[])[];
  readonly x: AxisRange;
  readonly y: AxisRange;
}

/** Epochs of kept runs that are drawn at least. */
const MIN_EPOCHS = 100;
/** Of the highest present loss or first kept one: higher kept losses are drawn at the upper edge. */
const MAX_RATIO = 1.5;

/**
 * The present run keeps its room: a longer kept run is drawn up to twice its epochs, and one that diverged does not
 * flatten it. Before its first epoch kept runs are drawn whole.
 *
 * @param lines of the present run
 * @param kept of each kept run its dots, not clipped
 */
export function keptLines(lines: LossLines, kept: readonly (readonly Dot[])[], log: boolean): KeptLines {
  if (kept.length === 0) return { kept, x: lines.x, y: lines.y };
  const [present, longest] = [lines.x[1], Math.max(...kept.map((dots) => dots.at(-1)?.[0] ?? 0))];
  const enough = lines.train.length > 1 ? Math.max(2 * present, MIN_EPOCHS) : Infinity;
  const end = Math.max(present, Math.min(longest, enough));
  const highest = lines.train.length > 0 ? lines.y[1] : 0;
  const top = MAX_RATIO * Math.max(highest, ...kept.map(([first]) => first?.[1] ?? 0));
  const drawn = kept.map((dots) => dots.filter(([epoch]) => epoch <= end));
  const losses = drawn.flat().map(([, loss]) => Math.min(loss, top));
  const high = Math.max(highest, ...losses) || lines.y[1];
  const positive = losses.filter((loss) => loss > 0);
  const low = log ? Math.max(Math.min(lines.y[0], ...positive), high / 1e9) : 0;
  return {
    kept: drawn.map((dots) => dots.map(([epoch, loss]): Dot => [epoch, Math.min(Math.max(loss, low), top)])),
    x: [0, end],
    y: [low, high],
  };
}
