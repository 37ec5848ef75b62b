import { useComputed, useSignal, type ReadonlySignal } from "@preact/signals";
import type { LandscapeTexts } from "../../i18n/landscape";
import type { Theme } from "../../model/address/view-settings";
import {
  lossAt,
  lossesOf,
  lowestPoint,
  positionAt,
  type Landscape,
  type Landscapes,
  type LossSet,
  type PlaneType,
} from "../../model/landscape/landscape";
import { parameterText, percentText, twoDigitText } from "../../render/format";
import { heightOf, lossScale } from "../../render/loss-scale";
import type { Shares } from "../../render/surface-projection";
import { Choice } from "../controls/choice";
import { Icon } from "../controls/icons";
import { pressable } from "../controls/pressable";
import { Action } from "../controls/action";
import { LandscapeLegend } from "./landscape-legend";
import { LandscapeMap } from "./landscape-map";
import { LandscapeSurface } from "./landscape-surface";
import { useLandscape, type LandscapeFailure } from "./use-landscape";
import "../controls/choices.css";
import "./landscape.css";

/** Zoom doubles or halves by a press. */
const ZOOMS = { least: 0.25, most: 64 };
/** Points per axis that the server computes for small networks. */
const FULL_RESOLUTION = 41;

/** The loss landscape of a job: map, legend, and what can be chosen. */
export function LandscapeView({
  landscapes,
  jobId,
  moment,
  theme,
  text,
}: {
  readonly landscapes: Landscapes;
  readonly jobId: string;
  /** Identifies the current parameters of the job. */
  readonly moment: ReadonlySignal<string>;
  readonly theme: Theme;
  readonly text: LandscapeTexts;
}) {
  const view = useSignal<"map" | "surface">("map");
  const set = useSignal<LossSet>("train");
  const plane = useSignal<PlaneType | undefined>(undefined);
  const zoom = useSignal(1);
  const cursor = useSignal<Shares | undefined>(undefined);
  const { landscape, busy, failure, computeAgain } = useLandscape(
    landscapes,
    jobId,
    { plane: plane.value, zoom: zoom.value },
    moment,
  );
  const shown = landscape.value;
  const drawn = useComputed(() => landscape.value && drawnLandscape(landscape.value, set.value)).value;
  const status = busy.value ? text.computing : failure.value ? failureText(failure.value, text) : "";
  return (
    <div class="landscape-frame">
      <div class="landscape" data-busy={busy.value} data-epoch={shown?.epoch} data-plane={shown?.plane}>
        <div class="landscape-main">
          {shown && drawn ? (
            view.value === "map" ? (
              <LandscapeMap
                landscape={shown}
                heights={drawn.heights}
                theme={theme}
                name={text.map}
                cursor={cursor.value}
                lowest={drawn.lowest}
                onCursor={(at) => (cursor.value = at)}
              />
            ) : (
              <LandscapeSurface
                landscape={shown}
                heights={drawn.heights}
                theme={theme}
                name={text.surface}
                hint={text.turn}
                cursor={cursor.value}
                lowest={drawn.lowest}
                onCursor={(at) => (cursor.value = at)}
              />
            )
          ) : (
            <div class="landscape-plane">
              <div class="landscape-picture" />
            </div>
          )}
        </div>
        <div class="landscape-side">
          <p
            class="landscape-readout tabular-numbers"
            aria-live={cursor.value ? "polite" : "off"}
            data-readout
          >
            {shown && drawn ? readout(shown, drawn, cursor.value, text) : ""}
          </p>
          {shown && drawn && (
            <LandscapeLegend
              scale={drawn.scale}
              theme={theme}
              now={drawn.now}
              hasPath={shown.path.length > 1}
              text={text}
            />
          )}
          <Choice
            name="view"
            label={text.view}
            value={view.value}
            choices={["map", "surface"]}
            nameOf={(name) => text.views[name]}
            onChoose={(name) => {
              view.value = name;
              cursor.value = undefined;
            }}
          />
          {shown?.test && (
            <Choice
              name="set"
              label={text.set}
              value={set.value}
              choices={["train", "test"]}
              nameOf={(name) => text.sets[name]}
              onChoose={(name) => (set.value = name)}
            />
          )}
          <Choice
            name="plane"
            label={text.plane}
            value={plane.value ?? shown?.plane ?? "path"}
            choices={["path", "random"]}
            nameOf={(name) => text.planes[name]}
            onChoose={(name) => (plane.value = name)}
          />
          <div class="landscape-row">
            <Zoom zoom={zoom.value} onZoom={(next) => (zoom.value = next)} text={text} />
            <Action name="again" disabled={busy.value} onPress={computeAgain}>
              {text.again}
            </Action>
          </div>
          <p class="landscape-status" role={failure.value ? "alert" : undefined} data-status>
            {status}
          </p>
          {shown && drawn && <Notes landscape={shown} drawn={drawn} wanted={plane.value} text={text} />}
        </div>
      </div>
    </div>
  );
}

function Zoom({
  zoom,
  onZoom,
  text,
}: {
  readonly zoom: number;
  readonly onZoom: (zoom: number) => void;
  readonly text: LandscapeTexts;
}) {
  return (
    <div class="landscape-zoom" role="group" aria-label={text.zoom} data-zoom={zoom}>
      <button
        type="button"
        class="stepper"
        aria-label={text.zoomOut}
        data-action="zoom-out"
        {...pressable(zoom > ZOOMS.least, () => {
          onZoom(zoom / 2);
        })}
      >
        <Icon name="minus" size={16} />
      </button>
      <span class="tabular-numbers">{`${String(Math.round(zoom * 100))}%`}</span>
      <button
        type="button"
        class="stepper"
        aria-label={text.zoomIn}
        data-action="zoom-in"
        {...pressable(zoom < ZOOMS.most, () => {
          onZoom(zoom * 2);
        })}
      >
        <Icon name="plus" size={16} />
      </button>
    </div>
  );
}

/** What is said about the landscape as a whole. */
function Notes({
  landscape,
  drawn,
  wanted,
  text,
}: {
  readonly landscape: Landscape;
  readonly drawn: DrawnLandscape;
  readonly wanted: PlaneType | undefined;
  readonly text: LandscapeTexts;
}) {
  return (
    <div class="landscape-notes" data-explained={landscape.explained}>
      <p>{text.range(twoDigitText(drawn.lowestLoss), twoDigitText(drawn.scale.high))}</p>
      <p>
        {landscape.plane === "random" && wanted !== "random"
          ? text.untrained
          : text.planeHints[landscape.plane]}
      </p>
      {landscape.explained !== undefined && <p>{text.kept(percentText(landscape.explained))}</p>}
      {landscape.resolution < FULL_RESOLUTION && <p>{text.coarse(landscape.resolution)}</p>}
    </div>
  );
}

type DrawnLandscape = ReturnType<typeof drawnLandscape>;

function drawnLandscape(landscape: Landscape, set: LossSet) {
  const losses = lossesOf(landscape, set);
  const { resolution } = landscape;
  const scale = lossScale(losses);
  const lowest = lowestPoint(losses, resolution);
  return {
    losses,
    scale,
    heights: { resolution, values: Float32Array.from(losses, (loss) => heightOf(scale, loss)) },
    lowest,
    lowestLoss: lossAt(losses, resolution, ...lowest),
    now: landscape.path.at(-1)?.[set === "test" && landscape.test ? "test" : "train"],
  };
}

function readout(
  landscape: Landscape,
  { losses, now }: DrawnLandscape,
  cursor: Shares | undefined,
  text: LandscapeTexts,
): string {
  const told = (loss: number | undefined) =>
    loss !== undefined && Number.isFinite(loss) ? twoDigitText(loss) : text.notFinite;
  if (!cursor) return text.now(String(landscape.epoch), told(now));
  const [across, up] = positionAt(landscape, ...cursor);
  return text.at(
    parameterText(across),
    parameterText(up),
    told(lossAt(losses, landscape.resolution, ...cursor)),
  );
}

function failureText(failure: LandscapeFailure, text: LandscapeTexts): string {
  switch (failure.type) {
    case "refused":
      return text.failures.refused(
        [failure.problem.detail, ...failure.problem.errors.map(({ detail }) => detail)]
          .filter(Boolean)
          .join(" "),
      );
    case "busy":
    case "unreachable":
    case "gone":
      return text.failures[failure.type];
  }
}
