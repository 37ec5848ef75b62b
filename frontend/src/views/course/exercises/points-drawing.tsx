import { EXERCISE_TEXTS } from "../../../i18n/exercise";
import type { ExercisePoint } from "../../../model/course/exercise";
import { Plane } from "../components/plane";
import { useTexts } from "../course-context";
import "./drawings.css";

/** The points of a task in the plane, with their names and, by colour and sign, their labels. */
export function PointsDrawing({ points }: { readonly points: readonly ExercisePoint[] }) {
  const text = useTexts(EXERCISE_TEXTS);
  const all = points.flatMap(({ x1, x2 }) => [x1, x2]);
  const span = [Math.min(0, ...all) - 1, Math.max(0, ...all) + 1] as const;
  return (
    <div class="points-drawing">
      <Plane name={text.pointsDrawn(points.length)} domain={[span, span]} xLabel="x₁" yLabel="x₂">
        {({ x, y }) =>
          points.map(({ name, x1, x2, label }) => (
            <g key={name}>
              <circle
                class={`dot ${label < 0 ? "dot-negative" : "dot-positive"}`}
                cx={x(x1)}
                cy={y(x2)}
                r={8}
              />
              <text class="dot-name" x={x(x1) + 12} y={y(x2) + 4} aria-hidden="true">
                {plainName(name) + (label === 0 ? "" : label > 0 ? " (+1)" : " (−1)")}
              </text>
            </g>
          ))
        }
      </Plane>
    </div>
  );
}

/** `\mathbf{x}_1` as "x₁". */
function plainName(tex: string): string {
  return tex
    .replace(/\\mathbf\{(\w)\}/, "$1")
    .replace(/_(\d)/, (_, digit: string) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)] ?? "");
}
