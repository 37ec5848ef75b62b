import { LEARNING_FIGURES } from "../../../i18n/figures/learning";
import { useTexts } from "../../course/course-context";
import { Figure, Panel } from "../parts/figure";
import { Arrow, curve, Dot, Line, Words } from "../parts/shapes";

/** Two minima of different depth: E over a share from 0 to 1. */
function height(x: number): number {
  const hollow = (at: number, depth: number, width: number) => depth * Math.exp(-(((x - at) / width) ** 2));
  return 52 + hollow(0.28, 104, 0.12) + hollow(0.74, 66, 0.11) - 30 * (2 * x - 1) ** 2;
}

/** A state rolls down into the nearest minimum of the energy. */
export function EnergyLandscape() {
  const text = useTexts(LEARNING_FIGURES).energyLandscape;
  const at = (share: number) => [46 + 214 * share, height(share)] as const;
  const [start, end] = [at(0.46), at(0.29)];
  const other = at(0.56);
  return (
    <Figure picture={text.picture} caption={text.caption}>
      <Panel size={[280, 212]}>
        <Arrow from={[20, 196]} to={[20, 10]} />
        <Arrow from={[16, 192]} to={[270, 192]} />
        <Words at={[30, 14]} anchor="start">
          E
        </Words>
        <Words at={[270, 204]} anchor="end" tone="soft">
          {text.states}
        </Words>
        <Line through={curve(at, 90)} tone="ink" strong />
        <Arrow
          from={[start[0] - 6, start[1] + 2]}
          to={[end[0] + 4, end[1] - 30]}
          tone="blue"
          strong
          bend={-16}
        />
        <Dot at={[start[0] - 2, start[1] - 8]} tone="blue" r={7} />
        <Arrow
          from={[other[0] + 8, other[1] + 2]}
          to={[at(0.7)[0], at(0.7)[1] - 20]}
          tone="orange"
          bend={14}
          strong
        />
        <Dot at={[other[0] + 2, other[1] - 8]} tone="orange" r={7} />
        <Words at={[end[0], end[1] + 16]} tone="blue">
          {text.deep}
        </Words>
        <Words at={[at(0.74)[0], at(0.74)[1] + 16]} tone="orange">
          {text.shallow}
        </Words>
        <Words at={[150, 26]}>{text.start}</Words>
      </Panel>
    </Figure>
  );
}
