import { batch, useComputed, useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { LANDSCAPE } from "../../i18n/labs/landscape";
import { decodeAddress, encodeAddress } from "../../model/address/address";
import type { StagedTraining } from "../../model/course/course-server";
import type { Domain } from "../../model/data/plane";
import {
  flatten,
  lossFunction,
  pathPlane,
  pointOfPlane,
  randomPlane,
  seededNormal,
  project,
  unflatten,
  type ParameterPlane,
  type PlanePoint,
} from "../../model/labs/landscape";
import { DEFAULT_VIEW } from "../../model/address/view-settings";
import { resampled, type ScalarField } from "../../render/scalar-field";
import { percentText, smallNumberText } from "../../render/format";
import { useCourse, useTexts } from "../course/course-context";
import { Choice } from "../controls/choice";
import { Slider } from "../controls/slider";
import { NumberTable } from "../course/components/number-table";
import { Plane } from "../course/components/plane";
import { useServerRequest } from "../course/components/server-status";
import { TrainRow } from "../course/components/train-row";

const RESOLUTION = 41;
/** Pixels per axis of the picture, which interpolates the grid of losses. */
const PIXELS = 240;
const STAGES = 30;
/** With more parameters the grid of losses takes longer than a second. */
const MAX_PARAMETERS = 2000;

type PlaneName = "path" | "random";

/** The loss around the user's own network, on two kinds of plane. */
export default function LandscapeLab() {
  const text = useTexts(LANDSCAPE);
  const { server } = useCourse();
  const address = useSignal(networkAddress(globalThis.location.hash));
  const epochsPerStage = useSignal(4);
  const plane = useSignal<PlaneName>("path");
  const width = useSignal(1);
  const training = useSignal<StagedTraining | undefined>(undefined);
  const request = useServerRequest();
  const id = useId();
  const { spec } = decodeAddress(address.value.replace(/^[^#]*#/, ""));
  const settings = () => `${address.value} ${String(epochsPerStage.value)}`;
  const train = () =>
    request.run(async () => {
      const before = settings();
      const outcome = await server.trainInStages(spec, epochsPerStage.value, STAGES);
      if (outcome.type === "done" && settings() === before) training.value = outcome.value;
      return outcome;
    });
  /** Discards results of the previous settings. */
  const change = (update: () => void) => {
    batch(() => {
      update();
      training.value = undefined;
    });
  };
  const view = useComputed(
    () =>
      training.value &&
      landscapeOf(training.value, plane.value, plane.value === "random" ? width.value : undefined),
  ).value;
  const first = training.value?.path[0];
  const last = training.value?.path.at(-1);
  return (
    <div class="stage-column">
      <div class="field" data-control="address">
        <label for={id}>{text.address}</label>
        <input
          id={id}
          type="text"
          value={address.value}
          aria-describedby={`${id}-hint`}
          onInput={({ currentTarget }) => {
            change(() => (address.value = currentTarget.value));
          }}
        />
        <p class="stage-note" id={`${id}-hint`}>
          {text.addressHint}
        </p>
      </div>
      <p class="stage-note" data-network>
        {text.network([spec.features.length, ...spec.network.layers.map(({ units }) => units)].join("–"))}
      </p>
      <Slider
        name="epochs"
        label={text.epochs}
        value={epochsPerStage.value * STAGES}
        range={[STAGES, 20 * STAGES, STAGES]}
        onSlide={(value) => {
          change(() => (epochsPerStage.value = value / STAGES));
        }}
      />
      <TrainRow label={text.train} request={request} onTrain={train} />
      <Choice
        name="plane"
        label={text.plane}
        value={plane.value}
        choices={["path", "random"]}
        nameOf={(name) => text.planes[name]}
        onChoose={(name) => (plane.value = name)}
      />
      {view?.type === "cannot" && <p class="stage-note">{text.cannot}</p>}
      {view?.type === "tooLarge" && <p class="stage-note">{text.tooLarge(MAX_PARAMETERS)}</p>}
      {view?.type === "drawn" && (
        <div class="stage-grid">
          <Plane
            name={[
              text.picture(text.planes[plane.value]),
              ...(plane.value === "path" ? [text.pathPicture] : []),
            ].join(", ")}
            domain={view.domain}
            field={view.field}
            surface
          >
            {({ x, y }) => (
              <Path spots={plane.value === "path" ? view.path : view.path.slice(-1)} x={x} y={y} />
            )}
          </Plane>
          <div class="stage-column">
            {plane.value === "random" && (
              <Slider
                name="width"
                label={text.span}
                value={width.value}
                range={[0.25, 3, 0.25]}
                onSlide={(value) => (width.value = value)}
              />
            )}
            {plane.value === "path" && (
              <p class="stage-note" data-explained={view.kept}>
                {text.kept(percentText(view.kept))}
              </p>
            )}
          </div>
        </div>
      )}
      {view?.type === "drawn" && (
        <NumberTable caption={text.table} columns={["", text.here, text.server]}>
          <LossRow name="start" label={text.atStart} here={view.start} server={first?.trainLoss} />
          <LossRow name="end" label={text.atEnd} here={view.end} server={last?.trainLoss} />
        </NumberTable>
      )}
    </div>
  );
}

function LossRow({
  name,
  label,
  here,
  server,
}: {
  readonly name: string;
  readonly label: string;
  readonly here: number;
  readonly server: number | undefined;
}) {
  return (
    <tr data-loss={name} data-page={here} data-server={server}>
      <th scope="row">{label}</th>
      <td>{smallNumberText(here)}</td>
      <td>{smallNumberText(server)}</td>
    </tr>
  );
}

/** The playground's address of the network, without language and theme. */
function networkAddress(hash: string): string {
  return encodeAddress({ spec: decodeAddress(hash).spec, view: DEFAULT_VIEW, unknown: [] });
}

type Landscape =
  | { readonly type: "cannot" | "tooLarge" }
  | {
      readonly type: "drawn";
      readonly domain: Domain;
      readonly field: ScalarField;
      readonly path: readonly PlanePoint[];
      readonly kept: number | undefined;
      readonly start: number;
      readonly end: number;
    };

/** @param width half the edge of the random plane; undefined for the plane of the path */
function landscapeOf(
  { spec, samples, path }: StagedTraining,
  name: PlaneName,
  width: number | undefined,
): Landscape {
  const end = path.at(-1)?.layers ?? [];
  const points = path.map(({ layers }) => flatten(layers));
  if ((points[0]?.length ?? 0) > MAX_PARAMETERS) return { type: "tooLarge" };
  const loss = lossFunction(spec, samples.train);
  if (!loss) return { type: "cannot" };
  const plane = name === "path" ? pathPlane(points) : randomPlane(end, seededNormal(1));
  const spots =
    name === "path" ? points.map((point) => project(plane, point)) : points.map((): PlanePoint => [0, 0]);
  const domain = domainOf(spots, width);
  return {
    type: "drawn",
    domain,
    field: resampled(
      fieldOf(plane, domain, (point) => loss(unflatten(point, end))),
      PIXELS,
    ),
    path: spots,
    kept: plane.explained,
    start: loss(path[0]?.layers ?? end),
    end: loss(end),
  };
}

/** A square around the path, with a margin of a fifth. */
function domainOf(spots: readonly PlanePoint[], width: number | undefined): Domain {
  const axis = (at: 0 | 1) => {
    const values = spots.map((spot) => spot[at]);
    return [Math.min(...values), Math.max(...values)] as const;
  };
  const [[left, right], [bottom, top]] = [axis(0), axis(1)];
  const half = width ?? Math.max(0.7 * Math.max(right - left, top - bottom), 0.1);
  const [x, y] = width === undefined ? [(left + right) / 2, (bottom + top) / 2] : [0, 0];
  return [
    [x - half, x + half],
    [y - half, y + half],
  ];
}

/** Losses from -1 to 1 on a logarithmic scale, so that valleys are visible beside high walls. */
function fieldOf(plane: ParameterPlane, domain: Domain, loss: (point: Float64Array) => number): ScalarField {
  const place = (axis: 0 | 1, share: number) => domain[axis][0] + share * (domain[axis][1] - domain[axis][0]);
  const losses = Float64Array.from({ length: RESOLUTION * RESOLUTION }, (_, at) => {
    const across = place(0, (at % RESOLUTION) / (RESOLUTION - 1));
    const up = place(1, 1 - Math.floor(at / RESOLUTION) / (RESOLUTION - 1));
    return Math.log(Math.max(loss(pointOfPlane(plane, [across, up])), 1e-9));
  });
  const finite = losses.filter(Number.isFinite);
  const [lowest, highest] = [Math.min(...finite), Math.max(...finite)];
  const range = Math.max(highest - lowest, 1e-9);
  const values = Float32Array.from(losses, (each) =>
    Number.isFinite(each) ? (2 * (each - lowest)) / range - 1 : 1,
  );
  return { resolution: RESOLUTION, values };
}

function Path({
  spots,
  x,
  y,
}: {
  readonly spots: readonly PlanePoint[];
  readonly x: (across: number) => number;
  readonly y: (up: number) => number;
}) {
  const [first] = spots;
  const last = spots.at(-1);
  const path = spots
    .map(([across, up], at) => `${at === 0 ? "M" : "L"}${x(across).toFixed(1)} ${y(up).toFixed(1)}`)
    .join("");
  return (
    <g class="plane-path series-0" data-path={spots.length}>
      <path class="plane-path-edge" d={path} />
      <path class="series series-0" d={path} />
      {first && <circle class="plane-path-start" cx={x(first[0])} cy={y(first[1])} r={6} />}
      {last && <circle class="plane-path-end" cx={x(last[0])} cy={y(last[1])} r={5} />}
    </g>
  );
}
