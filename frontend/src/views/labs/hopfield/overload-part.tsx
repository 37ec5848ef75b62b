import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { HOPFIELD } from "../../../i18n/labs/hopfield";
import { overlapCurve, recalledPatterns, type Recalled } from "../../../model/labs/hopfield/capacity";
import { numberText } from "../../../render/format";
import { LineChart } from "../../charts/line-chart";
import { Choice } from "../../controls/choice";
import { Slider } from "../../controls/slider";
import { useTexts } from "../../course/course-context";
import { useSlices } from "../frames/use-slices";

/** Networks with the width of their picture in pixels. */
const SIZES = {
  small: { neurons: 100, columns: 10 },
  medium: { neurons: 200, columns: 20 },
  large: { neurons: 500, columns: 25 },
} as const;
const LOADS = [
  0.02, 0.05, 0.08, 0.1, 0.11, 0.12, 0.13, 0.138, 0.15, 0.16, 0.17, 0.185, 0.2, 0.225, 0.25,
] as const;
/** Patterns that are recalled for each point of the curve. */
const TRIALS = 20;
const SEED = 1;
/** Amit, Gutfreund and Sompolinsky (1985). */
const LIMIT = 0.138;

/** Random patterns in growing number, and the load at which recall collapses. */
export function OverloadPart() {
  const text = useTexts(HOPFIELD);
  const size = useSignal<keyof typeof SIZES>("large");
  const load = useSignal(0.1);
  const { neurons, columns } = SIZES[size.value];
  const count = Math.max(Math.round(load.value * neurons), 1);
  const curve = useSlices(() => overlapCurve(neurons, LOADS, TRIALS, SEED), [neurons]);
  const [recalled] = useMemo(() => [...recalledPatterns(neurons, count, 1, SEED)], [neurons, count]);
  if (!recalled) return null;
  const wrong = recalled.pattern.filter((value, at) => value !== recalled.state[at]).length;
  return (
    <div class="stage-column">
      <Choice
        name="neurons"
        label={text.neurons}
        value={size.value}
        choices={["small", "medium", "large"] as const}
        nameOf={(name) => String(SIZES[name].neurons)}
        onChoose={(name) => (size.value = name)}
      />
      <Slider
        name="load"
        label={text.load}
        value={load.value}
        shown={`${numberText(count / neurons, 3)} · ${text.storedCount(count, neurons)}`}
        range={[0.01, 0.25, 0.005]}
        onSlide={(value) => (load.value = value)}
      />
      <div class="stage-halves">
        <figure class="pattern-figure">
          <figcaption>{text.pattern}</figcaption>
          <PatternPicture name={text.pattern} recalled={recalled} columns={columns} show="pattern" />
        </figure>
        <figure class="pattern-figure">
          <figcaption>{text.recalled}</figcaption>
          <PatternPicture
            name={text.recalledName(wrong, neurons)}
            recalled={recalled}
            columns={columns}
            show="state"
          />
        </figure>
      </div>
      <p class="stage-note" data-wrong={wrong}>
        {text.wrong(wrong, neurons)}
      </p>
      <LineChart
        name={text.curve}
        series={[
          {
            name: text.measured,
            dots: (curve.value ?? []).map(({ load: at, overlap }) => [at, overlap] as const),
          },
          {
            name: text.limit,
            dots: [
              [LIMIT, 0],
              [LIMIT, 1],
            ],
          },
        ]}
        xLabel="P/N"
        yLabel={text.overlapShort}
        x={[0, 0.25]}
        y={[0, 1.05]}
        height={200}
      >
        {(chart, height) => (
          <line class="cursor" x1={chart.x(count / neurons)} x2={chart.x(count / neurons)} y2={height} />
        )}
      </LineChart>
      <p class="stage-note server-status" role="status" data-curve={curve.done ? "done" : "computing"}>
        {!curve.done && text.working}
      </p>
    </div>
  );
}

function PatternPicture({
  name,
  recalled,
  columns,
  show,
}: {
  readonly name: string;
  readonly recalled: Recalled;
  readonly columns: number;
  readonly show: "pattern" | "state";
}) {
  const rows = recalled.pattern.length / columns;
  const pixels = (isDrawn: (at: number) => boolean) =>
    Array.from(recalled[show], (_, at) =>
      isDrawn(at) ? `M${String(at % columns)} ${String(Math.floor(at / columns))}h1v1h-1z` : "",
    ).join("");
  return (
    <svg
      class="pattern-picture"
      role="img"
      aria-label={name}
      viewBox={`0 0 ${String(columns)} ${String(rows)}`}
    >
      <path class="letter-ink" d={pixels((at) => (recalled[show][at] ?? 0) > 0)} />
      {show === "state" && (
        <path class="pattern-wrong" d={pixels((at) => recalled.state[at] !== recalled.pattern[at])} />
      )}
    </svg>
  );
}
