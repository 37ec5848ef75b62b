import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { LANDSCAPE_LAB } from "../../i18n/labs/landscape";
import { LANDSCAPE } from "../../i18n/landscape";
import { decodeAddress, encodeAddress } from "../../model/address/address";
import { DEFAULT_VIEW } from "../../model/address/view-settings";
import type { OwnJob } from "../../model/training/job";
import type { TrainingSpec } from "../../model/spec/spec";
import type { Outcome } from "../../model/training/training-server";
import { useCourse, useTexts } from "../course/course-context";
import { useLabActions } from "../course/inline-lab/use-lab-actions";
import { useServerRequest } from "../course/components/server-status";
import { TrainRow } from "../course/components/train-row";
import { Choice } from "../controls/choice";
import { Slider } from "../controls/slider";
import { LandscapeView } from "../landscape/landscape-view";

/** Parts of a training. Each adds a point to the path. */
const STAGES = 20;

/** Networks at hand, as addresses of the playground. */
const PRESETS = {
  circle: "seed=3",
  xor: "seed=2&dataset=xor&networkShape=4",
  spiral: "seed=1&dataset=spiral&networkShape=8,8&optimizer=adam&learningRate=0.01",
} as const;

const NETWORKS = ["circle", "xor", "spiral", "own"] as const;

/** The loss landscape of a network that is trained by a button, beginning with one that is trained already. */
export default function LandscapeLab() {
  const text = useTexts(LANDSCAPE_LAB);
  const { playground } = useCourse();
  const given = networkAddress(globalThis.location.hash);
  const network = useSignal<(typeof NETWORKS)[number]>(given === "" ? "circle" : "own");
  const address = useSignal(given === "" ? networkAddress(`#${playground ?? ""}`) : given);
  useLabActions("landscape", {
    circle: () => (network.value = "circle"),
    xor: () => (network.value = "xor"),
    spiral: () => (network.value = "spiral"),
  });
  const id = useId();
  const chosen = network.value === "own" ? address.value : PRESETS[network.value];
  return (
    <div class="stage-column">
      <Choice
        name="network"
        label={text.network}
        value={network.value}
        choices={NETWORKS}
        nameOf={(name) => text.networks[name]}
        onChoose={(name) => (network.value = name)}
      />
      {network.value === "own" && (
        <div class="field" data-control="address">
          <label for={id}>{text.address}</label>
          <input
            id={id}
            type="text"
            value={address.value}
            aria-describedby={`${id}-hint`}
            onChange={({ currentTarget }) => (address.value = currentTarget.value)}
          />
          <p class="stage-note" id={`${id}-hint`}>
            {text.addressHint}
          </p>
        </div>
      )}
      <TrainedLandscape key={chosen} spec={decodeAddress(chosen.replace(/^[^#]*#/, "")).spec} />
    </div>
  );
}

/** A network that is opened and trained at once, and the landscape around it. */
function TrainedLandscape({ spec }: { readonly spec: TrainingSpec }) {
  const [text, landscapeText] = [useTexts(LANDSCAPE_LAB), useTexts(LANDSCAPE)];
  const { server, theme } = useCourse();
  const epochs = useSignal(6 * STAGES);
  const job = useSignal<OwnJob | undefined>(undefined);
  const epoch = useSignal(0);
  const left = useRef(false);
  const request = useServerRequest();
  const moment = useComputed(() => String(epoch.value));
  const train = async (opened: OwnJob): Promise<Outcome<undefined>> => {
    for (let stage = 0; stage < STAGES && !left.current; stage++) {
      const outcome = await server.advance(opened, epochs.peek() / STAGES);
      if (outcome.type !== "done") return outcome;
      epoch.value = outcome.value.epoch;
      if (outcome.value.diverged) break;
    }
    return { type: "done", value: undefined };
  };
  const openAndTrain = async (): Promise<Outcome<undefined>> => {
    const outcome = await server.open(spec);
    if (outcome.type !== "done") return outcome;
    job.value = outcome.value;
    return train(outcome.value);
  };
  useEffect(() => {
    const answered = request.run(openAndTrain);
    return () => {
      left.current = true;
      void answered.then(() => {
        if (job.value) server.close(job.value);
      });
    };
  }, []);
  const opened = job.value;
  return (
    <>
      <p class="stage-note tabular-numbers" data-network data-epochs={epoch.value}>
        {text.shape(
          [spec.features.length, ...spec.network.layers.map(({ units }) => units)].join("–"),
          String(epoch.value),
        )}
      </p>
      <Slider
        name="epochs"
        label={text.epochs}
        value={epochs.value}
        range={[STAGES, 20 * STAGES, STAGES]}
        onSlide={(value) => (epochs.value = value)}
      />
      <TrainRow
        label={text.train}
        request={request}
        onTrain={() => request.run(opened ? () => train(opened) : openAndTrain)}
      />
      {opened && (
        <LandscapeView
          landscapes={server}
          jobId={opened.job.id}
          moment={moment}
          theme={theme.value}
          text={landscapeText}
        />
      )}
    </>
  );
}

/** The playground's address of the network, without language and theme; empty for the default network. */
function networkAddress(hash: string): string {
  return encodeAddress({ spec: decodeAddress(hash).spec, view: DEFAULT_VIEW, unknown: [] });
}
