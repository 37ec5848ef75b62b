import { useLayoutEffect, useRef } from "preact/hooks";
import { heatmapShades, paletteOf } from "../../../render/colours";
import { drawPixels, pixelsOf } from "../../../render/heatmap";
import { useCourse } from "../../course/course-context";

/** Cells of an edge: 529 cells hold 512 states. */
const EDGE = 23;

/** One cell for each state, in this order; the darker, the more probable. */
export function StatesMap({
  name,
  probabilities,
  order,
  highest,
}: {
  readonly name: string;
  readonly probabilities: ArrayLike<number>;
  /** Codes of the states. */
  readonly order: readonly number[];
  /** Probability of the full colour. */
  readonly highest: number;
}) {
  const { theme } = useCourse();
  const canvas = useRef<HTMLCanvasElement>(null);
  const currentTheme = theme.value;
  useLayoutEffect(() => {
    if (!canvas.current) return;
    const values = new Float32Array(EDGE * EDGE);
    // The square root makes rare states visible.
    for (const [at, code] of order.entries()) values[at] = Math.sqrt((probabilities[code] ?? 0) / highest);
    drawPixels(
      canvas.current,
      pixelsOf({ resolution: EDGE, values }, heatmapShades(paletteOf(currentTheme))),
    );
  }, [probabilities, order, highest, currentTheme]);
  return <canvas ref={canvas} class="states-map" width={EDGE} height={EDGE} role="img" aria-label={name} />;
}
