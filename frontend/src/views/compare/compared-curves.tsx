import { useSignal } from "@preact/signals";
import { COMPARE_TEXTS } from "../../i18n/compare";
import { lossLines } from "../../render/loss-chart";
import type { ComparedJob } from "../../state/compare/compared-job";
import { LineChart } from "../charts/line-chart";
import { Choice } from "../controls/choice";
import { useCourse, useTexts } from "../course/course-context";
import { useScheduledDrawing } from "../use-scheduled-drawing";
import { letterOf } from "./compared-column";

const SETS = ["test", "train"] as const;
/** Milliseconds between two drawings. */
const EVERY = 60;

/** The losses of all networks in one chart. */
export function ComparedCurves({ jobs }: { readonly jobs: readonly ComparedJob[] }) {
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
        y={[Math.min(...lines.map(({ y }) => y[0])), Math.max(...lines.map(({ y }) => y[1]))]}
        log={log.value}
        xLabel={text.epoch}
        yLabel={text.loss}
        height={240}
      />
    </section>
  );
}
