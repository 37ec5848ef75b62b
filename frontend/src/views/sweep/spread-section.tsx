import { scaleLinear, scaleLog } from "d3-scale";
import { useRef } from "preact/hooks";
import { SWEEP_TEXTS } from "../../i18n/sweep";
import type { AxisMeaning } from "../../model/sweep/axis-choice";
import { spreadOf } from "../../model/sweep/spread";
import { numberText, smallNumberText } from "../../render/format";
import { logTicks } from "../../render/line-chart";
import { NumberTable } from "../course/components/number-table";
import { useTexts } from "../course/course-context";
import { useWidth } from "../charts/use-width";
import { useSettingTexts } from "../experiments/use-setting-texts";
import { axisName, axisValue } from "./axis-text";
import type { NamedRow } from "./named-row";

/** CSS pixels. */
const [LEFT, RIGHT, TOP, HEIGHT, BOTTOM] = [52, 8, 8, 200, 28];
/** Ratio of the highest to the lowest loss from which the axis is logarithmic. */
const WIDE = 10;
const MAX_LOG_TICKS = 5;
/** How far points of a group are from its middle, as a share of its width. */
const SCATTER = 0.3;
/** The golden ratio spreads points evenly, however many there are. */
const GOLDEN = 0.618034;

interface Group {
  readonly name: string;
  readonly rows: readonly NamedRow[];
}

/** The test losses of all trainings as points, by the values of the first axis that is not seeds. */
export function SpreadSection({
  rows,
  meanings,
  target,
}: {
  readonly rows: readonly NamedRow[];
  readonly meanings: readonly AxisMeaning[];
  readonly target: number | undefined;
}) {
  const text = useTexts(SWEEP_TEXTS);
  const names = useSettingTexts();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 480);
  const axis = meanings.findIndex(({ type }) => type !== "seeds");
  const meaning = meanings[axis];
  const groups: readonly Group[] = meaning
    ? Array.from({ length: meaning.type === "seeds" ? 0 : meaning.values.length }, (_, at) => ({
        name: axisValue(meaning, at, text, names),
        rows: rows.filter(({ indices }) => indices[axis] === at),
      }))
    : [{ name: text.seeds, rows }];
  const lossesOf = (group: Group) =>
    group.rows.flatMap(({ testLoss, trainLoss, epoch }) => (epoch > 0 ? (testLoss ?? trainLoss ?? []) : []));
  const all = [...groups.flatMap(lossesOf), ...(target === undefined ? [] : [target])].filter(
    (loss) => loss > 0,
  );
  const [low, high] = [Math.min(...all, 1), Math.max(...all, 1e-3)];
  const logarithmic = high / low > WIDE;
  const y = logarithmic ? scaleLog([low, high], [HEIGHT, 0]) : scaleLinear([0, high], [HEIGHT, 0]);
  const inner = Math.max(width - LEFT - RIGHT, 80);
  const step = inner / groups.length;
  const ticks = logarithmic ? logTicks([low, high], MAX_LOG_TICKS) : y.ticks(4);
  return (
    <section class="sweep-spread" aria-labelledby="sweep-spread">
      <h2 id="sweep-spread">{text.spread}</h2>
      <p class="stage-note">{text.spreadHint}</p>
      <div ref={box}>
        <svg
          role="img"
          aria-label={text.spreadName(groups.length, rows.length)}
          width={inner + LEFT + RIGHT}
          height={TOP + HEIGHT + BOTTOM}
        >
          <g transform={`translate(${String(LEFT)},${String(TOP)})`}>
            {ticks.map((tick) => (
              <g key={tick} class="tick" transform={`translate(0,${String(y(tick))})`}>
                <line x2={inner} />
                <text x={-6} dy="0.32em" text-anchor="end">
                  {numberText(tick, 2)}
                </text>
              </g>
            ))}
            {target !== undefined && <line class="sweep-target" x2={inner} y1={y(target)} y2={y(target)} />}
            {groups.map((group, at) => (
              <GroupMarks
                key={group.name}
                losses={lossesOf(group)}
                middle={(at + 0.5) * step}
                width={Math.min(step, 160)}
                y={(loss) => y(logarithmic ? Math.max(loss, low) : loss)}
                target={target}
              />
            ))}
            {groups.map(({ name }, at) => (
              <text key={name} class="tick-text" x={(at + 0.5) * step} y={HEIGHT + 20} text-anchor="middle">
                {name}
              </text>
            ))}
          </g>
        </svg>
      </div>
      <NumberTable
        columns={[
          meaning ? axisName(meaning, text, names) : text.group,
          text.median,
          text.quartiles,
          ...(target === undefined ? [] : [text.reachedColumn]),
        ]}
      >
        {groups.map((group) => {
          const spread = spreadOf(lossesOf(group));
          const reached = group.rows.filter(({ epochsToTarget }) => epochsToTarget !== undefined).length;
          return (
            <tr key={group.name} data-group={group.name}>
              <th scope="row">{group.name}</th>
              <td>{smallNumberText(spread?.median)}</td>
              <td>
                {smallNumberText(spread?.lower)} – {smallNumberText(spread?.upper)}
              </td>
              {target !== undefined && (
                <td>
                  {reached} / {group.rows.length}
                </td>
              )}
            </tr>
          );
        })}
      </NumberTable>
    </section>
  );
}

/** The points of a group beside their box. */
function GroupMarks({
  losses,
  middle,
  width,
  y,
  target,
}: {
  readonly losses: readonly number[];
  readonly middle: number;
  readonly width: number;
  readonly y: (loss: number) => number;
  readonly target: number | undefined;
}) {
  const spread = spreadOf(losses);
  const half = width * SCATTER;
  return (
    <>
      {spread && losses.length > 1 && (
        <g>
          <rect
            class="sweep-box"
            x={middle - half}
            y={y(spread.upper)}
            width={2 * half}
            height={Math.max(y(spread.lower) - y(spread.upper), 1)}
          />
          <line
            class="sweep-median"
            x1={middle - half}
            x2={middle + half}
            y1={y(spread.median)}
            y2={y(spread.median)}
          />
        </g>
      )}
      {losses.map((loss, at) => (
        <circle
          key={at}
          class={target !== undefined && loss <= target ? "sweep-point sweep-point-reached" : "sweep-point"}
          cx={middle + half * (2 * ((at * GOLDEN) % 1) - 1)}
          cy={y(loss)}
          r={3}
        />
      ))}
    </>
  );
}
