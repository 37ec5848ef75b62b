import { useId } from "preact/hooks";
import { lineEnds, type Line } from "../../model/labs/perceptron";
import type { PlaneScale } from "../course/components/plane";

/** A separating line with an arrow to its positive side. */
export function SeparatingLine({
  line,
  scale,
  span: [from, to],
  faded = false,
}: {
  readonly line: Line;
  readonly scale: PlaneScale;
  readonly span: readonly [number, number];
  readonly faded?: boolean;
}) {
  const marker = useId();
  const ends = lineEnds(line, from, to);
  if (!ends) return null;
  const [start, end] = ends.map(([x1, x2]) => [scale.x(x1), scale.y(x2)] as const) as [
    readonly [number, number],
    readonly [number, number],
  ];
  const length = Math.hypot(...line.w);
  const middle = [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2] as const;
  const tip = [middle[0] + (24 * line.w[0]) / length, middle[1] - (24 * line.w[1]) / length] as const;
  return (
    <g>
      <line
        class={faded ? "plane-line-before" : "plane-line"}
        x1={start[0]}
        y1={start[1]}
        x2={end[0]}
        y2={end[1]}
      />
      {!faded && (
        <line
          class="plane-arrow"
          x1={middle[0]}
          y1={middle[1]}
          x2={tip[0]}
          y2={tip[1]}
          marker-end={`url(#${marker})`}
        />
      )}
      {!faded && (
        <marker
          id={marker}
          viewBox="0 0 8 8"
          refX="6"
          refY="4"
          markerWidth="6"
          markerHeight="6"
          orient="auto"
        >
          <path d="M0 0L8 4L0 8z" fill="var(--ink)" />
        </marker>
      )}
    </g>
  );
}
