import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { epochDigits, lossText } from "../render/format";
import { lossChart } from "../render/loss-chart";
import { usePage } from "./page-context";

/** CSS pixels; the width follows the panel. */
const HEIGHT = 72;
const MARGIN = { left: 34, right: 8, top: 6, bottom: 18 };

export function LossChartView() {
  const { store, messages, scheduler } = usePage();
  const box = useRef<HTMLDivElement>(null);
  const width = useSignal(300);
  const shown = useSignal(store.curve.peek());
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
    lossChart(shown.value, { width: Math.max(width.value - MARGIN.left - MARGIN.right, 50), height: HEIGHT }),
  ).value;
  const curve = shown.value;
  const last = curve.length - 1;
  const name = messages.value.chartName(
    epochDigits(Math.max(last, 0)).digits,
    lossText(curve.train[last]),
    lossText(curve.test[last] ?? undefined),
  );
  return (
    <div class="loss-chart" ref={box}>
      <svg
        role="img"
        aria-label={name}
        width={inner.width + MARGIN.left + MARGIN.right}
        height={HEIGHT + MARGIN.top + MARGIN.bottom}
      >
        <g transform={`translate(${String(MARGIN.left)},${String(MARGIN.top)})`}>
          {chart.yTicks.map(({ at, value }) => (
            <g key={value} class="tick" transform={`translate(0,${String(at)})`}>
              <line x2={inner.width} />
              <text x={-6} dy="0.32em" text-anchor="end">
                {value}
              </text>
            </g>
          ))}
          {chart.xTicks.map(({ at, value }) => (
            <text
              key={value}
              class="tick-text"
              x={at}
              y={HEIGHT + 14}
              text-anchor={at > inner.width - 16 ? "end" : "middle"}
            >
              {value.toLocaleString("en")}
            </text>
          ))}
          <path class="curve curve-train" d={chart.train} />
          <path class="curve curve-test" d={chart.test} />
        </g>
      </svg>
    </div>
  );
}
