import type { Messages } from "../../i18n/messages";
import { batchProgress, isPlaying } from "../../model/training/job";
import { epochDigits, lossText } from "../../render/format";
import type { Store } from "../../state/store";
import { usePage } from "../page-context";

/** The state of the training, and the progress within the epoch. */
export function RunState() {
  const { store, messages } = usePage();
  const text = messages.value;
  const batch = batchProgress(store.job.value, store.frame.value);
  const state = stateText(store, text);
  const inEpoch = batch !== undefined && batch.index > 0;
  const steps = state === text.stateReady || state === text.statePaused;
  return (
    <p class="run-state" data-testid="run-state" aria-hidden="true">
      <span>{state}</span>
      {batch && !store.lacksSamples.value && batch.count > 0 && (inEpoch || steps) && (
        <span class="batch-progress tabular-numbers" data-testid="batch">
          {text.batchOf(String(batch.index), String(batch.count))}
        </span>
      )}
    </p>
  );
}

/** For screen readers: announces the start of training, and the losses when it pauses. */
export function ScreenReaderStatus() {
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

/** A sentence that says why training has stopped. */
export function stopReasonText(reason: string, bestEpoch: number | undefined, text: Messages): string {
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

function stateText(store: Store, text: Messages): string {
  const { playing, connection, job, intent, frame } = store;
  if (store.lacksSamples.value) return text.stateNoPoints;
  if (connection.value.type === "connecting") return text.stateConnecting;
  const { value } = job;
  if (playing.value) {
    if (intent.value === undefined && value && !isPlaying(value)) return text.stateQueued;
    const { busy, epochsPerSecond = 0 } = frame.value ?? {};
    return busy === true ? text.stateBusy(epochsPerSecond.toFixed(0)) : text.statePlaying;
  }
  if (value?.state === "queued") return text.stateQueued;
  if (value && frame.value?.run === value.run && intent.value === undefined) {
    const stopped = shortStopText(value.stopReason, value.bestEpoch, text);
    if (stopped !== undefined) return stopped;
  }
  return (frame.value?.epoch ?? 0) === 0 ? text.stateReady : text.statePaused;
}

function shortStopText(
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
