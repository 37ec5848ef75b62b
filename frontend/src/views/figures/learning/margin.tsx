import { LEARNING_FIGURES } from "../../../i18n/figures/learning";
import { useTexts } from "../../course/course-context";
import { Figure, Panel } from "../parts/figure";
import { Arrow, Dot, Line, Words, type Place } from "../parts/shapes";

const SCALE = 40;

/** The lecture's example in its plane: x₁ from 0 to 5, x₂ from 0 to 4. */
function place(x1: number, x2: number): Place {
  return [28 + SCALE * x1, 186 - SCALE * x2];
}

/** Two lines that separate the lecture's example, and the one with the widest margin. */
export function Margin() {
  const text = useTexts(LEARNING_FIGURES).margin;
  return (
    <Figure picture={text.picture} caption={text.caption}>
      <Panel size={[280, 214]}>
        <g class="figure-soft">
          <rect class="figure-area" x="28" y={place(0, 3)[1]} width="236" height={2 * SCALE} />
        </g>
        <Arrow from={[28, 190]} to={[28, 12]} />
        <Arrow from={[24, 186]} to={[268, 186]} />
        <Words at={[14, 14]}>x₂</Words>
        <Words at={[270, 198]}>x₁</Words>
        {[1, 2, 3, 4].map((x) => (
          <Words key={x} at={[28 + SCALE * x, 200]} tone="soft">
            {x}
          </Words>
        ))}
        {[1, 2, 3].map((x) => (
          <Words key={x} at={[16, 186 - SCALE * x]} tone="soft">
            {x}
          </Words>
        ))}
        <Line through={[place(0.1, 0.5), place(3.4, 3.9)]} dashed /* prettier-ignore */ />
        <Line through={[place(0, 3), place(5.9, 3)]} />
        <Line through={[place(0, 1), place(5.9, 1)]} />
        <Line through={[place(0, 2), place(5.9, 2)]} tone="ink" strong />
        <Arrow from={place(3.5, 2)} to={place(3.5, 3)} tone="ink" />
        <Arrow from={place(3.5, 3)} to={place(3.5, 2)} tone="ink" />
        <Words at={[176, 86]} anchor="start">
          {text.margin}
        </Words>
        <Words at={[258, 118]} anchor="end">
          w·x + b = 0
        </Words>
        <Support at={place(2, 3)} />
        <Support at={place(2, 1)} />
        <Dot at={place(2, 3)} tone="blue" r={6} />
        <Dot at={place(2, 1)} tone="orange" r={6} />
        <Dot at={place(1, 0)} tone="orange" r={6} />
        <Words at={[126, 158]} anchor="start">
          {text.support}
        </Words>
      </Panel>
    </Figure>
  );
}

/** A ring around a support vector. */
function Support({ at: [x, y] }: { readonly at: Place }) {
  return (
    <g class="figure-ink">
      <circle class="figure-line" cx={x} cy={y} r="11" />
    </g>
  );
}
