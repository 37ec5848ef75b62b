import { LEARNING_FIGURES } from "../../../i18n/figures/learning";
import { useTexts } from "../../course/course-context";
import { Figure, Panel } from "../parts/figure";
import { Arrow, curve, Line, Words, type Place } from "../parts/shapes";

const SIZE = [200, 150] as const;
const FLOOR = 118;
const STEEPNESS = 60;

function step(x: number, at: number): number {
  return 1 / (1 + Math.exp(-STEEPNESS * (x - at)));
}

/** Of x and y from 0 to 1. */
function place(x: number, y: number): Place {
  return [18 + 164 * x, FLOOR - 84 * y];
}

function target(x: number): number {
  return 0.5 + 0.36 * Math.sin(2 * Math.PI * x) + 0.1 * Math.cos(5 * x);
}

const PARTS = 8;

/** Two steps make a bump, and many bumps approximate a curve. */
export function Bumps() {
  const text = useTexts(LEARNING_FIGURES).bumps;
  const stepAt = (at: number) => curve((x) => place(x, step(x, at)), 120);
  return (
    <Figure picture={text.picture} caption={text.caption}>
      <Panel size={SIZE} title={text.steps}>
        <Axis />
        <Line through={stepAt(0.32)} tone="blue" strong />
        <Line through={stepAt(0.66)} tone="orange" strong />
        <Words at={place(0.32, -0.17)} tone="blue">
          s₁
        </Words>
        <Words at={place(0.66, -0.17)} tone="orange">
          s₂
        </Words>
      </Panel>
      <Panel size={SIZE} title={text.bump}>
        <Axis />
        <Line through={curve((x) => place(x, step(x, 0.32) - step(x, 0.66)), 120)} tone="ink" strong />
        <Words at={place(0.32, -0.17)}>s₁</Words>
        <Words at={place(0.66, -0.17)}>s₂</Words>
      </Panel>
      <Panel size={SIZE} title={text.sum(PARTS)}>
        <Axis />
        <g class="figure-blue">
          {Array.from({ length: PARTS }, (_, at) => {
            const [x, y] = place(at / PARTS, target((at + 0.5) / PARTS));
            return <rect key={at} class="figure-box" x={x} y={y} width={164 / PARTS} height={FLOOR - y} />;
          })}
        </g>
        <Line through={curve((x) => place(x, target(x)))} tone="orange" strong />
      </Panel>
    </Figure>
  );
}

function Axis() {
  return <Arrow from={[10, FLOOR]} to={[194, FLOOR]} />;
}
