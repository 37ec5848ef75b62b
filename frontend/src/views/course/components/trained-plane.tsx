import type { OutputGrid } from "../../../model/course/course-server";
import { PLANE } from "../../../model/data/plane";
import type { Samples } from "../../../model/data/samples";
import { resampled } from "../../../render/scalar-field";
import { Plane } from "./plane";

/** Pixels per axis, before CSS scales the picture. */
const PIXELS = 240;

/** Output of a trained network over the plane, with the training samples. */
export function TrainedPlane({
  name,
  grid,
  samples,
}: {
  readonly name: string;
  readonly grid: OutputGrid | undefined;
  readonly samples: Samples | undefined;
}) {
  return (
    <Plane name={name} domain={PLANE} field={grid && resampled(grid, PIXELS)}>
      {({ x, y }) =>
        samples?.train.map((sample, at) => (
          <circle
            key={at}
            class={`dot dot-small ${sample.y === 0 ? "dot-negative" : "dot-positive"}`}
            cx={x(sample.x[0] ?? 0)}
            cy={y(sample.x[1] ?? 0)}
            r={3.2}
          />
        ))
      }
    </Plane>
  );
}
