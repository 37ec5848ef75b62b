import { useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Messages } from "../../i18n/messages";
import { emptyCurve, type LossCurve } from "../../model/training/loss-curve";
import { type EpochLosses } from "../../model/training/epoch-losses";
import { curveSummary } from "../../model/training/frame-summary";
import { epochDigits, lossText } from "../../render/format";
import { lossLines } from "../../render/loss-chart";
import { LineChart, type Series } from "../charts/line-chart";
import { useMediaQuery } from "../charts/use-media-query";
import { hint } from "../controls/hint";
import type { Parent } from "../../state/store";
import { usePage } from "../page-context";
import { ChartTimeLine } from "../past/chart-time-line";

/** Height of the plot without its margins, on low and on high screens; CSS pixels. */
const [LOW, HIGH] = [62, 112];
/** Screens on which the chart is high, beside the whole network and plane. */
const HIGH_SCREEN = "(min-width: 1100px) and (min-height: 860px)";
/** CSS pixels. */
const END_RADIUS = 3;
/** Of the plot's upper end in the chart; CSS pixels. */
const PLOT_TOP = 6;

/** Describes the chart for screen readers. Updated when training pauses. */
function curveText(curve: LossCurve, text: Messages, showsTest: boolean, parent: Parent | undefined): string {
  const summary = curveSummary(curve);
  const name = text.curveName(epochDigits(Math.max(curve.length - 1, 0)).digits);
  if (!summary) return name;
  const { test } = summary;
  const fell = text.curveFell(lossText(summary.first), lossText(summary.last));
  const testText =
    test &&
    showsTest &&
    text.curveTest(lossText(test.last), lossText(test.best), epochDigits(test.epoch).digits);
  const parentText =
    parent &&
    text.parentText(
      epochDigits(parent.epoch).digits,
      lossText(parent.curve.train[parent.curve.length - 1] ?? undefined),
    );
  return [name, fell, testText, parentText].filter(Boolean).join(" ");
}

export function LossChartView() {
  const { store, messages, scheduler } = usePage();
  const text = messages.value;
  const shown = useSignal(store.curve.peek());
  const log = useSignal(false);
  const cursor = useSignal<number | undefined>(undefined);
  const high = useMediaQuery(HIGH_SCREEN);
  useEffect(() => {
    const key = {};
    const stop = store.curve.subscribe((curve) => {
      scheduler.request(key, () => (shown.value = curve));
    });
    return () => {
      stop();
      scheduler.cancel(key);
    };
  }, []);
  const lines = useComputed(() => lossLines(shown.value, log.value, store.parent.value)).value;
  const parent = store.parent.value;
  const curve = shown.value;
  const last = curve.length - 1;
  const at = cursor.value === undefined ? undefined : Math.min(cursor.value, Math.max(last, 0));
  const showsTest = !store.hidden.value.has("percTrainData");
  const lossesAt = (epoch: number) => {
    const lossOf = (set: keyof EpochLosses) => curve[set][epoch] ?? undefined;
    const validation = lossOf("validation");
    return text.chartCursor(
      epochDigits(epoch).digits,
      lossText(lossOf("train")),
      showsTest ? lossText(lossOf("test")) : undefined,
      validation === undefined ? undefined : lossText(validation),
    );
  };
  const name = curveText(store.playing.value ? emptyCurve(curve.run) : curve, text, showsTest, parent);
  const own: readonly Series[] = (["train", "validation", "test"] as const)
    .filter((set) => set !== "test" || showsTest)
    .map((set) => ({ name: set, dots: lines[set], class: `curve curve-${set}` }));
  const ofParent: readonly Series[] = [
    { name: "parentTrain", dots: lines.parentTrain, class: "curve curve-train of-parent" },
    ...(showsTest
      ? [{ name: "parentTest", dots: lines.parentTest, class: "curve curve-test of-parent" }]
      : []),
  ];
  const height = high.value ? HIGH : LOW;
  const shownEpoch = store.past.value?.epoch;
  const move = (key: string) => {
    const step = Math.max(Math.round(last / 50), 1);
    const from = at ?? last;
    if (key === "ArrowLeft") cursor.value = Math.max(from - step, 0);
    else if (key === "ArrowRight") cursor.value = Math.min(from + step, last);
    else if (key === "Escape") cursor.value = undefined;
    else return false;
    return true;
  };
  return (
    <div class="loss-chart">
      <LineChart
        name={name}
        series={parent ? [...ofParent, ...own] : own}
        x={lines.x}
        y={lines.y}
        log={log.value}
        height={height}
        compact
        cursor={{
          at,
          onMove: (epoch) => (cursor.value = epoch),
          onKey: move,
        }}
      >
        {({ x, y }) => (
          <>
            {parent && <line class="fork" x1={x(parent.epoch)} x2={x(parent.epoch)} y2={height} />}
            {shownEpoch !== undefined && (
              <line class="past-line" x1={x(shownEpoch)} x2={x(shownEpoch)} y2={height} />
            )}
            {own.map(({ name: set, dots }) => {
              const end = dots.at(-1);
              if (dots.length < 2 || !end || !Number.isFinite(end[1])) return null;
              return (
                <circle
                  key={set}
                  class={`curve-end of-${set}`}
                  cx={x(end[0])}
                  cy={y(end[1])}
                  r={END_RADIUS}
                />
              );
            })}
          </>
        )}
      </LineChart>
      {parent && <p class="parent-legend">{text.parentCurve(epochDigits(parent.epoch).digits)}</p>}
      <ChartTimeLine axisEnd={lines.x[1]} top={PLOT_TOP + height} />
      {at !== undefined && last >= 0 && (
        <output class="chart-card tabular-numbers" data-side={at > last / 2 ? "left" : "right"}>
          {lossesAt(at)}
        </output>
      )}
      <button
        type="button"
        class="chart-scale"
        aria-pressed={log.value}
        {...hint(text.logScaleHint)}
        onClick={() => (log.value = !log.value)}
      >
        {text.logScale}
      </button>
    </div>
  );
}
