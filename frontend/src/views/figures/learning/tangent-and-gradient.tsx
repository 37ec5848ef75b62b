import { LEARNING_FIGURES } from "../../../i18n/figures/learning";
import { useTexts } from "../../course/course-context";
import { Figure, Panel } from "../parts/figure";
import { Arrow, curve, Dot, Line, Words, type Place } from "../parts/shapes";

/** A parabola with its lowest point in the middle: x from −1 to 1. */
function parabola(x: number): Place {
  return [140 + 110 * x, 168 - 130 * x * x];
}

const START = 0.8;
const NEXT = 0.36;
/** (1, 2) on the map of the contours. */
const POINT: Place = [137, 54];

/** Left: the tangent, and a step against its slope. Right: the gradient is perpendicular to the contours. */
export function TangentAndGradient() {
  const text = useTexts(LEARNING_FIGURES).tangentAndGradient;
  const [startX, startY] = parabola(START);
  const slope = (-2 * 130 * START) / 110;
  const tangent = (dx: number): Place => [startX + dx, startY + slope * dx];
  return (
    <Figure picture={text.picture} caption={text.caption}>
      <Panel size={[280, 220]} title={text.curve}>
        <Arrow from={[20, 190]} to={[272, 190]} />
        <Words at={[268, 204]}>w</Words>
        <Words at={[24, 20]} anchor="start">
          L(w)
        </Words>
        <Line through={curve((share) => parabola(2 * share - 1))} tone="ink" strong />
        <Line through={[tangent(-46), tangent(26)]} tone="blue" strong />
        <Words at={[216, 62]} anchor="end" tone="blue">
          {text.slope}
        </Words>
        <Line
          through={[
            [startX, startY],
            [startX, 190],
          ]}
          dashed /* prettier-ignore */
        />
        <Line through={[parabola(NEXT), [parabola(NEXT)[0], 190]]} dashed /* prettier-ignore */ />
        <Arrow from={[startX, 190]} to={[parabola(NEXT)[0], 190]} tone="orange" strong />
        <Words at={[(startX + parabola(NEXT)[0]) / 2, 207]} tone="orange">
          −η L′(w)
        </Words>
        <Dot at={[startX, startY]} tone="ink" />
        <Dot at={parabola(NEXT)} tone="orange" />
      </Panel>
      <Panel size={[280, 220]} title={text.contours}>
        {[24, 49, 74, 99].map((r) => (
          <g key={r} class="figure-soft">
            <circle class="figure-line" cx="106" cy="116" r={r} />
          </g>
        ))}
        <Dot at={[106, 116]} tone="soft" r={3} />
        <Arrow from={POINT} to={[160, 8]} tone="blue" strong trim={[5, 0]} />
        <Words at={[168, 18]} anchor="start" tone="blue" over>
          ∇L = (2, 4)
        </Words>
        <Arrow from={POINT} to={[120, 88]} tone="orange" strong trim={[5, 0]} />
        <Words at={[136, 84]} anchor="start" tone="orange" over>
          −η ∇L
        </Words>
        <Dot at={POINT} tone="ink" />
        <Words at={[150, 56]} anchor="start" over>
          (1, 2)
        </Words>
      </Panel>
    </Figure>
  );
}
