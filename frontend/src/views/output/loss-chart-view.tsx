import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Messages } from "../../i18n/messages";
import { emptyCurve, type LossCurve } from "../../model/training/loss-curve";
import { type EpochLosses } from "../../model/training/epoch-losses";
import { curveSummary } from "../../model/training/frame-summary";
import { epochDigits, lossText } from "../../render/format";
import { epochAt, lossChart } from "../../render/loss-chart";
import { hint } from "../controls/hint";
import { usePage } from "../page-context";

/** CSS pixels; the width follows the panel. */
const HEIGHT = 72;
const MARGIN = { left: 40, right: 8, top: 6, bottom: 18 };

/** Describes the chart for screen readers. Updated when training pauses. */
function curveText(curve: LossCurve, text: Messages, showsTest: boolean): string {
  const summary = curveSummary(curve);
  const name = text.curveName(epochDigits(Math.max(curve.length - 1, 0)).digits);
  if (!summary) return name;
  const { test } = summary;
  const fell = text.curveFell(lossText(summary.first), lossText(summary.last));
  const testText =
    test &&
    showsTest &&
    text.curveTest(lossText(test.last), lossText(test.best), epochDigits(test.epoch).digits);
  return [name, fell, testText].filter(Boolean).join(" ");
}

export function LossChartView() {
  const { store, messages, scheduler } = usePage();
  const text = messages.value;
  const box = useRef<HTMLDivElement>(null);
  const width = useSignal(300);
  const shown = useSignal(store.curve.peek());
  const log = useSignal(false);
  const cursor = useSignal<number | undefined>(undefined);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) width.value = Math.floor(entry.contentRect.width);
    });
    observer.observe(element);
    const key = {};
    const stop = store.curve.subscribe((curve) => {
      scheduler.request(key, () => (shown.value = curve));
    });
    return () => {
      stop();
      scheduler.cancel(key);
      observer.disconnect();
    };
  }, []);
  const inner = { width: Math.max(width.value - MARGIN.left - MARGIN.right, 50), height: HEIGHT };
  const chart = useComputed(() =>
    lossChart(
      shown.value,
      { width: Math.max(width.value - MARGIN.left - MARGIN.right, 50), height: HEIGHT },
      log.value,
    ),
  ).value;
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
  const name = curveText(store.playing.value ? emptyCurve(curve.run) : curve, text, showsTest);
  const place = (at ?? 0) * (inner.width / Math.max(last, 1));
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
    <div class="loss-chart" ref={box}>
      <svg
        role="img"
        aria-label={name}
        tabIndex={0}
        width={inner.width + MARGIN.left + MARGIN.right}
        height={HEIGHT + MARGIN.top + MARGIN.bottom}
        onPointerMove={(event) => {
          const { left } = event.currentTarget.getBoundingClientRect();
          cursor.value = epochAt(curve, event.clientX - left - MARGIN.left, inner.width);
        }}
        onPointerLeave={() => (cursor.value = undefined)}
        onBlur={() => (cursor.value = undefined)}
        onKeyDown={(event) => {
          if (move(event.key)) event.preventDefault();
        }}
      >
        <g transform={`translate(${String(MARGIN.left)},${String(MARGIN.top)})`}>
          {chart.yTicks.map(({ at: y, value }) => (
            <g key={value} class="tick" transform={`translate(0,${String(y)})`}>
              <line x2={inner.width} />
              <text x={-6} dy="0.32em" text-anchor="end">
                {value > 0 && value < 1e-3 ? value.toExponential(0).replace("-", "−") : value}
              </text>
            </g>
          ))}
          {chart.xTicks.map(({ at: x, value }) => (
            <text
              key={value}
              class="tick-text"
              x={x}
              y={HEIGHT + 14}
              text-anchor={x > inner.width - 16 ? "end" : "middle"}
            >
              {value.toLocaleString("en")}
            </text>
          ))}
          <path class="curve curve-train" d={chart.train} />
          <path class="curve curve-validation" d={chart.validation} />
          {showsTest && <path class="curve curve-test" d={chart.test} />}
          {at !== undefined && <line class="cursor" x1={place} x2={place} y2={HEIGHT} />}
        </g>
      </svg>
      {at !== undefined && last >= 0 && (
        <output class="chart-card tabular-numbers" data-side={place > inner.width / 2 ? "left" : "right"}>
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
