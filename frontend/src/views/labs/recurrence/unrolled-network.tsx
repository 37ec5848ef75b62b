import { RECURRENCE } from "../../../i18n/labs/recurrence";
import type { ReadSequence } from "../../../model/labs/recurrence/recurrent-network";
import { UNITS } from "../../../model/labs/recurrence/memory-task";
import { colourOf, css, paletteOf } from "../../../render/colours";
import { useCourse, useTexts } from "../../course/course-context";

/** Units of the drawing: one step is as wide as a cell is high. */
const CELL = 8;
const BARS = 40;
const BAR_TOP = 12;
const STATES_TOP = BAR_TOP + BARS + 14;
const SYMBOLS_TOP = STATES_TOP + UNITS * CELL + 6;
const HEIGHT = SYMBOLS_TOP + CELL;
/** Least gradient of the bars, relative to that of the last step, as a power of ten. */
const LEAST = -6;

/** The network unrolled in time: below the symbols, above them the states, and at the top what arrives of the gradient. */
export function UnrolledNetwork({
  symbols,
  before,
  now,
}: {
  readonly symbols: readonly number[];
  readonly before: ReadSequence;
  readonly now: ReadSequence;
}) {
  const text = useTexts(RECURRENCE);
  const palette = paletteOf(useCourse().theme.value);
  const width = symbols.length * CELL;
  const height = (norms: readonly number[], at: number) => {
    const share = Math.log10((norms[at] ?? 0) / (norms.at(-1) ?? 1));
    return BARS * Math.min(Math.max(1 - share / LEAST, 0.02), 1);
  };
  return (
    <figure class="unrolled">
      <svg
        viewBox={`0 0 ${String(width)} ${String(HEIGHT)}`}
        style={{ maxWidth: `${String(Math.min(width * 3.2, 760))}px` }}
        role="img"
        aria-label={text.picture(symbols.map((symbol) => text.symbols[symbol] ?? "").join(" "))}
      >
        {symbols.map((symbol, step) => {
          const x = step * CELL;
          const [old, current] = [height(before.gradientNorms, step), height(now.gradientNorms, step)];
          return (
            <g key={step}>
              <rect
                class="bar-now"
                x={x + 1}
                y={BAR_TOP + BARS - current}
                width={CELL - 2}
                height={current}
              />
              <path class="bar-before" d={`M${String(x)} ${String(BAR_TOP + BARS - old)}h${String(CELL)}`} />
              {now.states[step]?.output.map((value, unit) => (
                <rect
                  key={unit}
                  x={x}
                  y={STATES_TOP + unit * CELL}
                  width={CELL}
                  height={CELL}
                  fill={css(colourOf(value, palette))}
                />
              ))}
              <rect
                class={symbol === 0 ? "symbol-a" : "symbol-b"}
                x={x + 0.5}
                y={SYMBOLS_TOP}
                width={CELL - 1}
                height={CELL}
              />
            </g>
          );
        })}
      </svg>
      <figcaption class="stage-note">{text.caption}</figcaption>
    </figure>
  );
}
