import type { ScaleLinear } from "d3-scale";
import { numberText } from "../../render/format";
import "./plane-axes.css";

/**
 * The numbers at the left of and below a square picture, which is in the second column of a grid.
 *
 * @param size of the picture; CSS pixels
 */
export function PlaneAxes({
  x,
  y,
  size,
}: {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly size: number;
}) {
  return (
    <>
      <div class="plane-axis plane-axis-y tabular-numbers" aria-hidden="true">
        {y.ticks(5).map((value) => (
          <span key={value} style={{ top: `${String((y(value) / size) * 100)}%` }}>
            {numberText(value)}
          </span>
        ))}
      </div>
      <div class="plane-axis plane-axis-x tabular-numbers" aria-hidden="true">
        {x.ticks(5).map((value) => (
          <span key={value} style={{ left: `${String((x(value) / size) * 100)}%` }}>
            {numberText(value)}
          </span>
        ))}
      </div>
    </>
  );
}
