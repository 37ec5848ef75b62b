import { LEARNING_FIGURES } from "../../../i18n/figures/learning";
import { useTexts } from "../../course/course-context";
import { Figure, Panel } from "../parts/figure";
import { Arrow, Dot, Line, Words, type Place } from "../parts/shapes";

const FOOT: Place = [136, 116];
const POSITIVE: readonly Place[] = [
  [196, 44],
  [226, 88],
  [236, 140],
];
const NEGATIVE: readonly Place[] = [
  [52, 92],
  [40, 150],
  [92, 178],
];
/** A positive sample on the negative side. */
const WRONG: Place = [96, 96];

/** The weights as an arrow, perpendicular to the decision boundary, and a sample on the wrong side. */
export function DecisionArrow() {
  const text = useTexts(LEARNING_FIGURES).decisionArrow;
  return (
    <Figure picture={text.picture} caption={text.caption}>
      <Panel size={[280, 220]}>
        <g class="figure-blue">
          <path class="figure-area" d="M80 4H276V216H192z" />
        </g>
        <g class="figure-orange">
          <path class="figure-area" d="M80 4H4V216H192z" />
        </g>
        <Line
          through={[
            [80, 4],
            [192, 216],
          ]}
          tone="ink"
          strong /* prettier-ignore */
        />
        <Arrow from={FOOT} to={[206, 79]} tone="ink" strong trim={[2, 0]} />
        <Words at={[180, 106]} bold>
          w
        </Words>
        {POSITIVE.map((at) => (
          <Dot key={at.join()} at={at} tone="blue" r={6} />
        ))}
        {NEGATIVE.map((at) => (
          <Dot key={at.join()} at={at} tone="orange" r={6} />
        ))}
        <Dot at={WRONG} tone="blue" r={6} />
        <g class="figure-ink">
          <circle class="figure-line" cx={WRONG[0]} cy={WRONG[1]} r="11" />
        </g>
        <Words at={[268, 204]} anchor="end">
          w·x + b &gt; 0
        </Words>
        <Words at={[12, 204]} anchor="start">
          w·x + b &lt; 0
        </Words>
        <Words at={[96, 18]} anchor="start">
          w·x + b = 0
        </Words>
        <Words at={[10, 44]} anchor="start">
          y(w·x + b) &lt; 0
        </Words>
        <Words at={[10, 62]} anchor="start">
          {text.wrong}
        </Words>
        <Line
          through={[
            [74, 66],
            [88, 84],
          ]}
          tone="ink" /* prettier-ignore */
        />
      </Panel>
    </Figure>
  );
}
