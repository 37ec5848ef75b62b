import { epochDigits } from "../../render/format";
import { SPEEDS } from "../../model/spec/catalog";
import { SelectField } from "../controls/fields";
import { hint } from "../controls/hint";
import { Icon } from "../controls/icons";
import { usePage } from "../page-context";
import { RunState, ScreenReaderStatus } from "./run-state";
import { SETTINGS_SHEET } from "../page/settings-sheet";

export function Player({
  settingsOpen,
  onSettings,
}: {
  /** Whether the settings sheet is open on a phone. */
  readonly settingsOpen: boolean;
  readonly onSettings: () => void;
}) {
  const { store, actions, messages, inside } = usePage();
  const text = messages.value;
  const playing = store.playing.value;
  const hidden = store.hidden.value;
  const disabled = store.readOnly.value || store.lacksSamples.value;
  // A step would train past the numbers that the walkthrough shows, and unseen while the past is on display.
  const cannotStep = disabled || inside.walkthrough.value !== undefined || store.past.value !== undefined;
  return (
    <div class="player" role="group" aria-label={text.player}>
      <button
        type="button"
        class="quiet round"
        aria-label={text.reset}
        {...hint(text.resetHint, "R")}
        data-action="reset"
        hidden={hidden.has("resetButton")}
        disabled={disabled}
        onClick={() => {
          actions.reset("same");
        }}
      >
        <Icon name="reset" size={24} />
      </button>
      <button
        type="button"
        class="play"
        aria-label={playing ? text.pause : text.play}
        {...hint(text.playHint, text.keySpace)}
        data-action="play"
        hidden={hidden.has("playButton")}
        disabled={disabled}
        onClick={() => {
          actions.togglePlay();
        }}
      >
        <Icon name={playing ? "pause" : "play"} size={28} />
      </button>
      <button
        type="button"
        class="quiet round"
        aria-label={text.step}
        {...hint(text.stepHint, "→")}
        data-action="step"
        hidden={hidden.has("stepButton")}
        disabled={cannotStep}
        onClick={() => {
          actions.step();
        }}
      >
        <Icon name="step" size={24} />
      </button>
      <button
        type="button"
        class="quiet round step-batch"
        aria-label={text.stepBatch}
        {...hint(text.stepBatchHint, "B")}
        data-action="step-batch"
        hidden={hidden.has("stepButton")}
        disabled={cannotStep}
        onClick={() => {
          actions.step("batch");
        }}
      >
        <Icon name="stepBatch" size={20} />
      </button>
      <Epoch />
      <div class="speed">
        <SelectField
          field="speed"
          hideKey="speed"
          label={text.speed}
          hint={text.speedHint}
          value={store.view.value.speed}
          choices={SPEEDS}
          nameOf={text.speedName}
          onChoose={(speed) => {
            actions.changeSpeed(speed);
          }}
        />
      </div>
      <button
        type="button"
        class="quiet new-weights"
        aria-label={text.newWeights}
        hidden={hidden.has("resetButton")}
        disabled={disabled}
        {...hint(text.newWeightsHint, "N")}
        data-action="new-weights"
        onClick={() => {
          actions.reset("new");
        }}
      >
        <Icon name="dice" size={18} />
        <span>{text.newWeights}</span>
      </button>
      <button
        type="button"
        class="quiet settings-button"
        aria-label={text.settings}
        onClick={onSettings}
        aria-haspopup="dialog"
        aria-expanded={settingsOpen}
        aria-controls={SETTINGS_SHEET}
        {...hint(text.settingsHint)}
      >
        <Icon name="sliders" />
        <span>{text.settings}</span>
      </button>
      <ScreenReaderStatus />
    </div>
  );
}

function Epoch() {
  const { store, messages } = usePage();
  const { zeros, digits } = epochDigits(store.frame.value?.epoch ?? 0);
  return (
    <div class="epoch">
      <span class="label" id="epoch-label">
        {messages.value.epoch}
      </span>
      <span class="epoch-digits tabular-numbers" data-testid="epoch" aria-labelledby="epoch-label">
        {Array.from(zeros + digits, (digit, at) => (
          <span key={at} class={at < zeros.length ? "leading-zero" : undefined}>
            {digit}
          </span>
        ))}
      </span>
      <RunState />
    </div>
  );
}
