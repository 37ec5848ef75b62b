import { scaleLinear } from "d3-scale";
import { useMemo, useRef } from "preact/hooks";
import { TRAVELLING_SALESMAN } from "../../../i18n/labs/travelling-salesman";
import { histogramOf, medianOf, type AllTours } from "../../../model/labs/travelling-salesman/tours";
import { useTexts } from "../../course/course-context";
import { useWidth } from "../../charts/use-width";

const BINS = 60;
const HEIGHT = 140;
const [TOP, SIDES, BOTTOM] = [26, 16, 36];

/** How many of all tours have which length, and where the tours of the network are among them. */
export function TourHistogram({
  tours,
  length,
  starts,
}: {
  readonly tours: AllTours;
  /** Length of the network's tour. */
  readonly length: number | undefined;
  /** Lengths of the tours of other starts. */
  readonly starts: readonly number[];
}) {
  const text = useTexts(TRAVELLING_SALESMAN);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 640);
  const { lengths } = tours;
  const bins = useMemo(() => histogramOf(lengths, BINS), [lengths]);
  const [shortest, longest] = [lengths[0] ?? 0, lengths.at(-1) ?? 1];
  const x = scaleLinear([shortest, longest], [SIDES, width - SIDES]);
  const y = scaleLinear([0, Math.max(...bins)], [TOP + HEIGHT, TOP]);
  const bar = (width - 2 * SIDES) / BINS;
  const shownBest = shortest.toFixed(2);
  const shownMedian = medianOf(lengths).toFixed(2);
  const bottom = TOP + HEIGHT;
  return (
    <div ref={box}>
      <svg
        class="tour-histogram"
        role="img"
        aria-label={text.histogram(lengths.length.toLocaleString("en"), shownBest, shownMedian)}
        width={width}
        height={bottom + BOTTOM}
        data-shortest={shortest.toFixed(4)}
        data-median={shownMedian}
      >
        {bins.map((count, at) => (
          <rect
            key={at}
            class="histogram-bar"
            x={SIDES + at * bar}
            width={Math.max(bar - 1, 1)}
            y={y(count)}
            height={bottom - y(count)}
          />
        ))}
        {x.ticks(width > 500 ? 8 : 4).map((value) => (
          <text key={value} class="tick-text" x={x(value)} y={bottom + 30} text-anchor="middle">
            {value}
          </text>
        ))}
        <line
          class="histogram-median"
          x1={x(medianOf(lengths))}
          x2={x(medianOf(lengths))}
          y1={TOP}
          y2={bottom}
        />
        <text class="axis-label" x={x(medianOf(lengths))} y={TOP - 8} text-anchor="middle">
          {text.median(shownMedian)}
        </text>
        <text class="axis-label" x={0} y={TOP - 8}>
          {text.shortest(shownBest)}
        </text>
        {starts.map((each, at) => (
          <circle key={at} class="histogram-start" cx={x(each)} cy={bottom + 8} r={5} />
        ))}
        {length !== undefined && (
          <path class="histogram-tour" d={`M${String(x(length))} ${String(TOP)}V${String(bottom + 14)}`} />
        )}
      </svg>
    </div>
  );
}
