import { HISTORY_FIGURES } from "../../../i18n/figures/history";
import { numberText } from "../../../render/format";
import { useTexts } from "../../course/course-context";
import { Figure, Panel } from "../parts/figure";
import { Line, Words } from "../parts/shapes";

/**
 * Best top-5 error of each year in percent, and that of a person (Russakovsky and others 2015, He and others 2016). From
 * 2012 on the winners are convolutional networks.
 */
const ERRORS = [
  { year: 2010, error: 28.2, deep: false, name: undefined },
  { year: 2011, error: 25.8, deep: false, name: undefined },
  { year: 2012, error: 16.4, deep: true, name: "AlexNet" },
  { year: 2013, error: 11.7, deep: true, name: undefined },
  { year: 2014, error: 6.7, deep: true, name: "GoogLeNet" },
  { year: 2015, error: 3.57, deep: true, name: "ResNet" },
] as const;
const HUMAN = 5.1;
const LEFT = 44;
const ROW = 28;
const TOP = 30;

function x(error: number): number {
  return LEFT + error * 7;
}

/** Top-5 errors in the ImageNet competition by year, and that of a person. */
export function Top5Errors() {
  const text = useTexts(HISTORY_FIGURES).top5Errors;
  const bottom = TOP + ERRORS.length * ROW;
  return (
    <Figure picture={text.picture} caption={text.caption}>
      <Panel size={[280, bottom + 12]}>
        {ERRORS.map(({ year, error, deep, name }, at) => {
          const y = TOP + at * ROW;
          return (
            <g key={year}>
              <g class={deep ? "figure-blue" : "figure-orange"}>
                <rect class="figure-head" x={LEFT} y={y + 3} width={x(error) - LEFT} height={ROW - 8} />
              </g>
              <Words at={[LEFT - 8, y + 12]} anchor="end">
                {year}
              </Words>
              <Words at={[Math.min(Math.max(x(error), x(HUMAN)) + 6, 246), y + 12]} anchor="start">
                {numberText(error)}
                {name === undefined ? "" : ` ${name}`}
              </Words>
            </g>
          );
        })}
        <Line
          through={[
            [x(HUMAN), 22],
            [x(HUMAN), bottom],
          ]}
          tone="ink"
          dashed /* prettier-ignore */
        />
        <Words at={[x(HUMAN) - 4, 10]} anchor="start">
          {text.human(numberText(HUMAN))}
        </Words>
        <Line through={[[LEFT, TOP], [LEFT, bottom]]} /* prettier-ignore */ />
      </Panel>
    </Figure>
  );
}
