import { useSignal } from "@preact/signals";
import { SEGMENTATION } from "../../../i18n/labs/segmentation";
import {
  EDGE,
  LESION_EPOCHS,
  LESION_LOSSES,
  LESION_NETWORKS,
  type LesionNetwork,
} from "../../../model/labs/segmentation/lesion-networks";
import {
  dice,
  extraPixels,
  intersectionOverUnion,
  missedPixels,
  overlapOf,
  pixelAccuracy,
  type Overlap,
} from "../../../model/labs/segmentation/overlap";
import { percentText } from "../../../render/format";
import { Action } from "../../controls/action";
import { Choice } from "../../controls/choice";
import { Slider } from "../../controls/slider";
import { useTexts } from "../../course/course-context";
import { NumberTable } from "../../course/components/number-table";
import { useLabActions } from "../../course/inline-lab/use-lab-actions";
import { PixelGrid } from "../../pixels/pixel-grid";
import { JobControls } from "../job/job-controls";
import { MaskPicture } from "./mask-picture";
import { trained, useLesions, type Result } from "./use-lesions";
import "./segmentation.css";

const NETWORKS = Object.keys(LESION_NETWORKS) as LesionNetwork[];
const PIXELS = EDGE * EDGE;
const NOTHING: readonly boolean[] = Array.from({ length: PIXELS }, () => false);
const HALF = 0.5;

/** Networks that mark a lesion pixel by pixel, the reader who does the same, and how both are measured. */
export default function SegmentationLab() {
  const text = useTexts(SEGMENTATION);
  const lesions = useLesions();
  const { job, network, loss, sample, truth, result, probabilities, results } = lesions;
  const own = useSignal(NOTHING);
  const threshold = useSignal(HALF);
  const isHidden = useSignal(false);
  const next = () => {
    lesions.next();
    own.value = NOTHING;
  };
  const choose = (name: LesionNetwork) => {
    threshold.value = HALF;
    lesions.open(name);
  };
  useLabActions("segmentation", {
    "one-pixel": () => choose("threshold"),
    neighbourhood: () => choose("convolutions"),
    "u-net": () => choose("uNet"),
    "encoder-decoder": () => choose("encoderDecoder"),
    paint: () => {
      isHidden.value = true;
      next();
    },
    "dice-loss": () => lesions.open("threshold", "dice"),
    "low-threshold": () => (threshold.value = 0.1),
  });
  const frame = job.frame.value;
  const marked = probabilities.value && Array.from(probabilities.value, (p) => p >= threshold.value);
  const isReady = truth.value.length === PIXELS;
  const ofNetwork = marked && isReady ? overlapOf(marked, truth.value) : undefined;
  return (
    <div class="stage-column" data-epoch={frame?.epoch ?? 0} data-network-name={network.value}>
      <Choice
        name="network"
        label={text.network}
        value={network.value}
        choices={NETWORKS}
        nameOf={(name) => text.networks[name]}
        onChoose={choose}
      />
      <p class="stage-note">{text.notes[network.value]}</p>
      <Choice
        name="loss"
        label={text.loss}
        value={loss.value}
        choices={LESION_LOSSES}
        nameOf={(name) => text.losses[name]}
        onChoose={(name) => {
          lesions.open(network.value, name);
        }}
      />
      <p class="stage-note">{text.lossNotes[loss.value]}</p>
      <JobControls job={job} done={frame?.epoch === LESION_EPOCHS} />
      <p class="stage-note tabular-numbers">
        {text.progress(frame?.epoch ?? 0, LESION_EPOCHS)}{" "}
        {result.value &&
          text.result(
            dice(result.value.overlap).toFixed(2),
            percentText(pixelAccuracy(result.value.overlap)),
          )}
      </p>
      <div class="stage-thirds">
        <figure class="lesion-figure">
          <figcaption>{text.picture}</figcaption>
          <PixelGrid
            name={text.pictureName}
            nameOf={text.pixel}
            columns={EDGE}
            pixels={own.value}
            shadeOf={(at) => grey(sample.value?.x[at] ?? 0)}
            onPaint={(at, on) => (own.value = own.value.with(at, on))}
          />
        </figure>
        <figure class="lesion-figure">
          <figcaption>{text.truth}</figcaption>
          {isHidden.value ? (
            <p class="stage-note">{text.hidden}</p>
          ) : (
            <MaskPicture
              name={text.truthName(truth.value.filter(Boolean).length)}
              strengths={truth.value.map(Number)}
            />
          )}
        </figure>
        <figure class="lesion-figure">
          <figcaption>{text.answer}</figcaption>
          {probabilities.value && ofNetwork ? (
            <MaskPicture
              name={text.answerName(ofNetwork.marked, dice(ofNetwork).toFixed(2))}
              strengths={probabilities.value}
              marked={marked}
            />
          ) : (
            <p class="stage-note">{text.waiting}</p>
          )}
        </figure>
      </div>
      <div class="stage-row">
        <Action name="next" onPress={next}>
          {text.next}
        </Action>
        <Action name="clear" onPress={() => (own.value = NOTHING)}>
          {text.clear}
        </Action>
        <Action name="hide" onPress={() => (isHidden.value = !isHidden.value)}>
          {isHidden.value ? text.show : text.hide}
        </Action>
      </div>
      <Slider
        name="threshold"
        label={text.threshold}
        value={threshold.value}
        shown={threshold.value.toFixed(2)}
        range={[0.02, 0.98, 0.02]}
        onSlide={(value) => (threshold.value = value)}
      />
      <NumberTable caption={text.table} columns={["", ...Object.values(text.columns)]}>
        <OverlapRow name="network" overlap={ofNetwork} />
        <OverlapRow name="own" overlap={isReady ? overlapOf(own.value, truth.value) : undefined} />
        <OverlapRow name="nothing" overlap={isReady ? overlapOf(NOTHING, truth.value) : undefined} />
      </NumberTable>
      <NumberTable
        caption={text.compared}
        columns={["", text.parameters, text.columns.accuracy, text.columns.dice, text.columns.union]}
      >
        {NETWORKS.flatMap((name) =>
          LESION_LOSSES.map((minimized) => (
            <ResultRow
              key={trained(name, minimized)}
              name={name}
              loss={minimized}
              label={`${text.networks[name]}, ${text.losses[minimized]}`}
              result={results.value[trained(name, minimized)]}
              isCurrent={name === network.value && minimized === loss.value}
            />
          )),
        )}
        <ResultRow
          name="nothing"
          label={text.rows.nothing}
          result={result.value && { parameters: 0, overlap: { ...result.value.overlap, marked: 0, both: 0 } }}
        />
      </NumberTable>
    </div>
  );
}

function OverlapRow({
  name,
  overlap,
}: {
  readonly name: "network" | "own" | "nothing";
  readonly overlap: Overlap | undefined;
}) {
  const text = useTexts(SEGMENTATION);
  const cells = overlap && [
    percentText(pixelAccuracy(overlap)),
    dice(overlap).toFixed(2),
    intersectionOverUnion(overlap).toFixed(2),
    missedPixels(overlap),
    extraPixels(overlap),
  ];
  return (
    <tr data-mask={name} data-dice={overlap && dice(overlap)} data-missed={overlap && missedPixels(overlap)}>
      <th scope="row">{text.rows[name]}</th>
      {(cells ?? ["–", "–", "–", "–", "–"]).map((cell, at) => (
        <td key={at}>{cell}</td>
      ))}
    </tr>
  );
}

function ResultRow({
  name,
  loss,
  label,
  result,
  isCurrent = false,
}: {
  readonly name: string;
  readonly loss?: string;
  readonly label: string;
  readonly result: Result | undefined;
  readonly isCurrent?: boolean;
}) {
  const overlap = result?.overlap;
  return (
    <tr
      aria-current={isCurrent}
      data-network={name}
      data-loss={loss}
      data-dice={overlap && dice(overlap)}
      data-accuracy={overlap && pixelAccuracy(overlap)}
    >
      <th scope="row">{label}</th>
      <td>{result?.parameters ?? "–"}</td>
      <td>{percentText(overlap && pixelAccuracy(overlap))}</td>
      <td>{overlap ? dice(overlap).toFixed(2) : "–"}</td>
      <td>{overlap ? intersectionOverUnion(overlap).toFixed(2) : "–"}</td>
    </tr>
  );
}

/** Brightness: tissue is around 0.3 and the lesion around 0.7, with noise. */
function grey(brightness: number): string {
  const level = Math.round(255 * Math.min(Math.max((brightness + 0.2) / 1.4, 0), 1));
  return `rgb(${String(level)} ${String(level)} ${String(level)})`;
}
