import { SNARC } from "../../../i18n/labs/snarc";
import type { Knobs, Rat } from "../../../model/labs/snarc/learner";
import { useTexts } from "../../course/course-context";

const COLUMNS = 12;
const CELL = 40;

/** The knobs of all neurons on their chain: the position is the probability, and a ring shows the charge. */
export function KnobBank({
  passages,
  knobs,
  rats,
}: {
  /** The passages without a wall. */
  readonly passages: readonly number[];
  readonly knobs: Knobs;
  readonly rats: readonly Rat[];
}) {
  const text = useTexts(SNARC);
  const rows = Math.ceil(passages.length / COLUMNS);
  return (
    <svg
      class="knob-bank"
      role="img"
      aria-label={text.knobs(passages.length)}
      viewBox={`0 0 ${String(COLUMNS * CELL)} ${String(Math.max(rows, 1) * CELL)}`}
    >
      {Array.from({ length: rows }, (_, row) => (
        <path key={row} class="chain" d={`M0 ${String((row + 0.9) * CELL)}H${String(COLUMNS * CELL)}`} />
      ))}
      {passages.map((passage, at) => {
        const knob = knobs[passage] ?? 0;
        const charge = Math.max(...rats.map(({ charges }) => charges[passage] ?? 0));
        const [x, y] = [((at % COLUMNS) + 0.5) * CELL, (Math.floor(at / COLUMNS) + 0.45) * CELL];
        return (
          <g key={passage} transform={`translate(${String(x)},${String(y)})`}>
            <circle class="knob" r={13} />
            <circle class="knob-charge" r={13} stroke-opacity={charge} />
            <path class="knob-hand" transform={`rotate(${String(-135 + 270 * knob)})`} d="M0 2V-11" />
          </g>
        );
      })}
    </svg>
  );
}
