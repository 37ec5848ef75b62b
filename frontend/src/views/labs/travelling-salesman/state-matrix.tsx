import { TRAVELLING_SALESMAN } from "../../../i18n/labs/travelling-salesman";
import type { Neurons } from "../../../model/labs/travelling-salesman/hopfield-tank";
import { useTexts } from "../../course/course-context";
import { CITY_NAMES } from "./city-map";

const CELL = 32;
const LABEL = 22;

/** The outputs as squares whose side grows with the output: a row for each city, a column for each position. */
export function StateMatrix({ outputs, cities }: { readonly outputs: Neurons; readonly cities: number }) {
  const text = useTexts(TRAVELLING_SALESMAN);
  const size = LABEL + cities * CELL;
  return (
    <svg
      class="state-matrix"
      role="img"
      aria-label={text.matrix}
      viewBox={`0 0 ${String(size)} ${String(size)}`}
    >
      {Array.from({ length: cities }, (_, at) => (
        <g key={at}>
          <text x={LABEL / 2} y={LABEL + (at + 0.5) * CELL} dy="0.35em" text-anchor="middle">
            {CITY_NAMES[at]}
          </text>
          <text x={LABEL + (at + 0.5) * CELL} y={LABEL / 2} dy="0.35em" text-anchor="middle">
            {at + 1}
          </text>
        </g>
      ))}
      {Array.from(outputs, (output, at) => {
        const side = (CELL - 4) * Math.sqrt(output);
        const x = LABEL + ((at % cities) + 0.5) * CELL;
        const y = LABEL + (Math.floor(at / cities) + 0.5) * CELL;
        return (
          <g key={at}>
            <rect
              class="matrix-cell"
              x={x - CELL / 2 + 1}
              y={y - CELL / 2 + 1}
              width={CELL - 2}
              height={CELL - 2}
            />
            <rect class="matrix-value" x={x - side / 2} y={y - side / 2} width={side} height={side} />
          </g>
        );
      })}
    </svg>
  );
}
