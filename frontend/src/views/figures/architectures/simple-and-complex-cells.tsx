import { ARCHITECTURE_FIGURES } from "../../../i18n/figures/architectures";
import { useTexts } from "../../course/course-context";
import { Figure, Panel } from "../parts/figure";
import { Arrow, Unit, Words } from "../parts/shapes";

const EDGE = 14;
const COLUMNS = 6;
/** Rows of the image that each simple cell sees. */
const WINDOW = 3;
const CELLS = [0, 1, 2] as const;
const [LEFT, TOP] = [14, 18];

/** An edge at two places: another simple cell answers, the same complex cell. */
export function SimpleAndComplexCells() {
  const text = useTexts(ARCHITECTURE_FIGURES).simpleAndComplexCells;
  const middle = TOP + 1.5 * WINDOW * EDGE;
  const right = LEFT + COLUMNS * EDGE;
  return (
    <Figure picture={text.picture} caption={text.caption}>
      {[1, 4].map((bar) => (
        <Panel key={bar} size={[280, 178]} title={bar === 1 ? text.before : text.after}>
          <Image bar={bar} />
          {CELLS.map((cell) => {
            const y = TOP + (cell + 0.5) * WINDOW * EDGE;
            const active = Math.floor(bar / WINDOW) === cell;
            const tone = active ? "blue" : "soft";
            return (
              <g key={cell}>
                <g class="figure-ink">
                  <rect
                    class="figure-line figure-strong"
                    x={LEFT}
                    y={TOP + cell * WINDOW * EDGE}
                    width={COLUMNS * EDGE}
                    height={WINDOW * EDGE}
                  />
                </g>
                <Arrow from={[right + 3, y]} to={[158, y]} tone={tone} strong={active} trim={[0, 15]} />
                <Arrow from={[158, y]} to={[240, middle]} tone={tone} strong={active} trim={[14, 19]} />
                <Unit at={[158, y]} tone={tone}>
                  S
                </Unit>
              </g>
            );
          })}
          <Unit at={[240, middle]} r={18} tone="blue">
            C
          </Unit>
          <Words at={[56, 168]} tone="soft">
            {text.input}
          </Words>
          <Words at={[150, 168]} tone="soft">
            {text.simple}
          </Words>
          <Words at={[278, 168]} anchor="end" tone="soft">
            {text.complex}
          </Words>
        </Panel>
      ))}
    </Figure>
  );
}

/** @param props.bar the row of the horizontal bar */
function Image({ bar }: { readonly bar: number }) {
  return (
    <>
      {Array.from({ length: COLUMNS * WINDOW * CELLS.length }, (_, at) => {
        const row = Math.floor(at / COLUMNS);
        return (
          <g key={at} class={row === bar ? "figure-orange" : "figure-soft"}>
            <rect
              class={row === bar ? "figure-head" : "figure-pixel"}
              x={LEFT + (at % COLUMNS) * EDGE}
              y={TOP + row * EDGE}
              width={EDGE}
              height={EDGE}
            />
          </g>
        );
      })}
    </>
  );
}
