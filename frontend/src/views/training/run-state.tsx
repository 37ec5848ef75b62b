import type { Messages } from "../../i18n/messages";
import { batchPlace, isPlaying } from "../../model/training/job";
import { epochDigits, lossText } from "../../render/format";
import type { Store } from "../../state/store";
import { usePage } from "../page-context";

/** In words what the training does, and how far the epoch in progress has come. */
export function RunState() {
  const { store, messages } = usePage();
  const text = messages.value;
  const batch = batchPlace(store.job.value, store.frame.value);
  const words = stateWords(store, text);
  const inEpoch = batch !== undefined && batch.index > 0;
  const steps = words === text.stateReady || words === text.statePaused;
  return (
    <p class="run-state" data-testid="run-state" aria-hidden="true">
      <span>{words}</span>
      {batch && !store.lacksSamples.value && batch.count > 0 && (inEpoch || steps) && (
        <span class="figure" data-testid="batch">
          {text.batchOf(String(batch.index), String(batch.count))}
        </span>
      )}
    </p>
  );
}

/** For screen readers: tells once that training has begun, and the figures once it has stopped. */
export function SpokenState() {
  const { store, messages } = usePage();
  return (
    <p class="visually-hidden" aria-live="polite">
      {store.playing.value ? messages.value.statusPlaying : <PausedState />}
    </p>
  );
}

function PausedState() {
  const { store, messages } = usePage();
  const frame = store.frame.value;
  if (!frame) return null;
  const { digits } = epochDigits(frame.epoch);
  const ofTest = store.hidden.value.has("percTrainData") ? undefined : lossText(frame.testLoss);
  return <>{messages.value.statusPaused(digits, lossText(frame.trainLoss), ofTest)}</>;
}

/** Why a training has stopped by itself, as a sentence. */
export function stopWords(reason: string, bestEpoch: number | undefined, text: Messages): string {
  switch (reason) {
    case "epochs":
      return text["stopped.epochs"];
    case "targetTestLoss":
      return text["stopped.targetTestLoss"];
    case "earlyStopping":
      return text["stopped.earlyStopping"](epochDigits(bestEpoch ?? 0).digits);
    case "time":
      return text["stopped.time"];
    default:
      return reason;
  }
}

function stateWords(store: Store, text: Messages): string {
  const { playing, connection, job, intent, frame } = store;
  if (store.lacksSamples.value) return text.stateNoPoints;
  if (connection.value.type === "connecting") return text.stateConnecting;
  const { value } = job;
  if (playing.value) {
    return intent.value === undefined && value && !isPlaying(value) ? text.stateQueued : text.statePlaying;
  }
  if (value?.state === "queued") return text.stateQueued;
  if (value && frame.value?.run === value.run && intent.value === undefined) {
    const stopped = shortStop(value.stopReason, value.bestEpoch, text);
    if (stopped !== undefined) return stopped;
  }
  return (frame.value?.epoch ?? 0) === 0 ? text.stateReady : text.statePaused;
}

function shortStop(
  reason: string | undefined,
  bestEpoch: number | undefined,
  text: Messages,
): string | undefined {
  switch (reason) {
    case "epochs":
      return text.stateEpochs;
    case "targetTestLoss":
      return text.stateTarget;
    case "earlyStopping":
      return text.stateBest(epochDigits(bestEpoch ?? 0).digits);
    case "time":
      return text.stateTime;
    case "diverged":
      return text.stateDiverged;
    default:
      return undefined;
  }
}
