import { useSignal } from "@preact/signals";
import { COMPARE_TEXTS } from "../../i18n/compare";
import { lossLines } from "../../render/loss-chart";
import type { ComparedJob } from "../../state/compare/compared-job";
import type { TimeLine } from "../../state/past/time-line";
import { LineChart } from "../charts/line-chart";
import { Choice } from "../controls/choice";
import { useCourse, useTexts } from "../course/course-context";
import { useScheduledDrawing } from "../use-scheduled-drawing";
import { letterOf } from "./compared-column";

const SETS = ["test", "train"] as const;
/** Milliseconds between two drawings. */
const EVERY = 60;

/** Of the dot on each line at the epoch of the past; CSS pixels. */
const DOT_RADIUS = 4;

/** The losses of all networks in one chart, with the epoch of the past on display. */
export function ComparedCurves({
  jobs,
  timeLine,
}: {
  readonly jobs: readonly ComparedJob[];
  readonly timeLine: TimeLine;
}) {
  const { scheduler } = useCourse();
  const text = useTexts(COMPARE_TEXTS);
  const set = useSignal<(typeof SETS)[number]>("test");
  const log = useSignal(false);
  const curves = useSignal(jobs.map(({ curve }) => curve.peek()));
  useScheduledDrawing(
    scheduler,
    () => {
      const present = jobs.map(({ curve }) => curve.value);
      return () => (curves.value = present);
    },
    [jobs],
    EVERY,
  );
  const lines = curves.value.map((curve) => lossLines(curve, log.value));
  const past = timeLine.entered.value ? timeLine.position.value : undefined;
  const lowest = Math.min(...lines.map(({ y }) => y[0]));
  const setName = set.value === "test" ? text.testLoss : text.trainLoss;
  return (
    <section class="compared-curves" aria-labelledby="compared-curves-title">
      <div class="compared-curves-head">
        <h2 id="compared-curves-title">{text.curves}</h2>
        <Choice
          name="shown-loss"
          label={text.shownLoss}
          value={set.value}
          choices={SETS}
          nameOf={(each) => (each === "test" ? text.testLoss : text.trainLoss)}
          onChoose={(each) => (set.value = each)}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={log.value}
            onChange={({ currentTarget }) => (log.value = currentTarget.checked)}
          />
          {text.log}
        </label>
      </div>
      <LineChart
        name={text.curvesName(setName)}
        series={lines.map((line, at) => ({ name: letterOf(at), dots: line[set.value] }))}
        x={[0, Math.max(...lines.map(({ x }) => x[1]))]}
        y={[lowest, Math.max(...lines.map(({ y }) => y[1]))]}
        log={log.value}
        xLabel={text.epoch}
        yLabel={text.loss}
        height={240}
      >
        {({ x, y }, height) =>
          past !== undefined && (
            <>
              <line class="past-line" x1={x(past)} x2={x(past)} y2={height} />
              {curves.value.map((curve, at) => {
                const epoch = Math.min(past, curve.length - 1);
                const loss = curve[set.value][epoch] ?? undefined;
                return loss === undefined ? null : (
                  <circle
                    key={at}
                    class={`compared-dot series-${String(at)}`}
                    cx={x(epoch)}
                    cy={y(Math.max(loss, lowest))}
                    r={DOT_RADIUS}
                  />
                );
              })}
            </>
          )
        }
      </LineChart>
    </section>
  );
}
