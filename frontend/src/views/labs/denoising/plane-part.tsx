import { useComputed, useSignal, type Signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { DENOISING } from "../../../i18n/labs/denoising";
import { PLANE_EPOCHS, planeSpec } from "../../../model/labs/denoising/denoising-specs";
import {
  bestAnswer,
  CURVES,
  expectedError,
  FIELD,
  meanDistance,
  pathFrom,
  pointsOf,
  type Curve,
  type Point,
  type Repair,
} from "../../../model/labs/denoising/manifold";
import { ForwardPass } from "../../../model/network/forward-pass";
import { fits, type LayerParameters } from "../../../model/network/parameters";
import type { TrainingSpec } from "../../../model/spec/spec";
import { arrowsPath } from "../../../render/arrows";
import { Choice } from "../../controls/choice";
import { Slider } from "../../controls/slider";
import { NumberTable } from "../../course/components/number-table";
import { Plane, type PlaneScale } from "../../course/components/plane";
import { useTexts } from "../../course/course-context";
import { JobControls } from "../job/job-controls";
import { useLabJob } from "../job/use-lab-job";

const ARROWS = ["network", "best"] as const;
/** Whose answers the arrows show. */
export type Arrows = (typeof ARROWS)[number];

const DOMAIN = [
  [-3.5, 3.5],
  [-3.5, 3.5],
] as const;

/** The field of arrows from each point to its repaired one. */
export function PlanePart({
  arrows,
  start,
}: {
  readonly arrows: Signal<Arrows>;
  /** Where the point that is repaired again and again is dropped. */
  readonly start: Signal<Point>;
}) {
  const text = useTexts(DENOISING);
  const job = useLabJob();
  const curve = useSignal<Curve>("circle");
  const train = (chosen: Curve) => {
    curve.value = chosen;
    job.open(planeSpec(chosen), { stop: { epochs: PLANE_EPOCHS } });
    job.play();
  };
  useEffect(() => {
    train(curve.peek());
  }, []);
  const points = useMemo(() => pointsOf(curve.value), [curve.value]);
  const best: Repair = (disturbed) => disturbed.map((point) => bestAnswer(point, points));
  const learned = useComputed(() => {
    const [spec, parameters] = [job.job.value?.spec, job.frame.value?.parameters];
    return spec && parameters && repairOf(spec, parameters);
  });
  const repair = arrows.value === "best" ? best : learned.value;
  const done = job.frame.value?.epoch === PLANE_EPOCHS;
  const [x1, x2] = start.value;
  return (
    <div class="stage-grid" data-epoch={job.frame.value?.epoch}>
      <Plane
        name={text.field}
        domain={DOMAIN}
        xLabel="x₁"
        yLabel="x₂"
        onPlace={(first, second) => (start.value = [first, second])}
      >
        {(scale) => [
          <g key="points" class="manifold-points">
            {points.map(([first, second]) => (
              <circle key={first} cx={scale.x(first)} cy={scale.y(second)} r={2.5} />
            ))}
          </g>,
          repair && <path key="arrows" class="repair-arrows" d={arrowsPath(FIELD, repair(FIELD), scale)} />,
          repair && <Path key="path" points={pathFrom(start.value, repair)} scale={scale} />,
        ]}
      </Plane>
      <div class="stage-column">
        <JobControls job={job} done={done} />
        <Choice
          name="curve"
          label={text.curve}
          value={curve.value}
          choices={CURVES}
          nameOf={(name) => text.curves[name]}
          onChoose={train}
        />
        <Choice
          name="arrows"
          label={text.arrows}
          value={arrows.value}
          choices={ARROWS}
          nameOf={(name) => text.arrowKinds[name]}
          onChoose={(name) => (arrows.value = name)}
        />
        <p class="stage-note">{text.drop}</p>
        <Slider
          name="x1"
          label="x₁"
          value={Math.round(10 * x1) / 10}
          range={[-3.5, 3.5, 0.1]}
          onSlide={(value) => (start.value = [value, x2])}
        />
        <Slider
          name="x2"
          label="x₂"
          value={Math.round(10 * x2) / 10}
          range={[-3.5, 3.5, 0.1]}
          onSlide={(value) => (start.value = [x1, value])}
        />
        <Errors points={points} best={best} learned={done ? learned.value : undefined} />
      </div>
    </div>
  );
}

/** The mean error without repair, of the network, and of the best answer. */
function Errors({
  points,
  best,
  learned,
}: {
  readonly points: readonly Point[];
  readonly best: Repair;
  readonly learned: Repair | undefined;
}) {
  const text = useTexts(DENOISING);
  const [none, least] = useMemo(
    () => [expectedError((disturbed) => disturbed, points), expectedError(best, points)] as const,
    [points],
  );
  const trained = useMemo(
    () =>
      learned && {
        error: expectedError(learned, points),
        distance: meanDistance(learned(FIELD), best(FIELD)),
      },
    [learned, points],
  );
  return (
    <div
      data-none={none.toFixed(4)}
      data-best={least.toFixed(4)}
      data-loss={trained?.error.toFixed(4)}
      data-deviation={trained?.distance.toFixed(4)}
    >
      <NumberTable caption={text.errors} columns={["", text.error]}>
        <tr>
          <th scope="row">{text.none}</th>
          <td>{none.toFixed(4)}</td>
        </tr>
        <tr>
          <th scope="row">{text.arrowKinds.network}</th>
          <td>{trained?.error.toFixed(4) ?? ""}</td>
        </tr>
        <tr>
          <th scope="row">{text.arrowKinds.best}</th>
          <td>{least.toFixed(4)}</td>
        </tr>
      </NumberTable>
      {trained && <p class="stage-note">{text.deviation(trained.distance.toFixed(3))}</p>}
    </div>
  );
}

/** The steps from the dropped point. */
function Path({ points, scale }: { readonly points: readonly Point[]; readonly scale: PlaneScale }) {
  const at = ([first, second]: Point) => `${scale.x(first).toFixed(1)} ${scale.y(second).toFixed(1)}`;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  return (
    <g class="repair-path" data-end={Math.hypot(...last).toFixed(3)}>
      <path d={`M${points.map(at).join("L")}`} />
      {points.map(([x1, x2], step) => (
        <circle key={step} cx={scale.x(x1)} cy={scale.y(x2)} r={step === 0 ? 6 : 3} />
      ))}
    </g>
  );
}

/** The network as a function of points; undefined if the parameters are not those of the spec. */
function repairOf(spec: TrainingSpec, parameters: readonly LayerParameters[]): Repair | undefined {
  if (!fits(parameters, spec)) return undefined;
  return (points) => {
    const pass = ForwardPass.overSamples(
      spec,
      points.map((x) => ({ x, y: 0 })),
    );
    const [first, second] = pass?.run(parameters).at(-1) ?? [];
    return points.map((_, at) => [first?.[at] ?? 0, second?.[at] ?? 0]);
  };
}
