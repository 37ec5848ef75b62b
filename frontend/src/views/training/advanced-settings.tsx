import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { choiceName, type Messages } from "../../i18n/messages";
import {
  lossesOf,
  outputActivationsOf,
  withLoss,
  withOutputActivation,
  withShuffle,
} from "../../model/spec/edit-choices";
import type { FormField } from "../../model/training/problem";
import type { Shuffle } from "../../model/spec/spec";
import type { Store } from "../../state/store";
import { DropoutFields } from "./dropout-fields";
import { SelectField } from "../controls/fields";
import { hint } from "../controls/hint";
import { inPreferredOrder } from "./hyperparameter-fields";
import { usePage } from "../page-context";
import { SeedFields } from "./seed-fields";
import { StopFields } from "./stop-fields";
import { ValidationField } from "./validation-field";
import { TargetFields } from "./target-fields";
import { VariantChoice } from "./variant-choice";

/** Fields of controls outside the advanced settings. An error of any other field opens the advanced settings. */
const FIELDS_ELSEWHERE: ReadonlySet<FormField> = new Set([
  "task",
  "generator",
  "noise",
  "trainFraction",
  "features",
  "layers",
  "activation",
  "learningRate",
  "regularization",
  "regularizationRate",
  "batchSize",
  "parameter",
  "dimensions",
  "classes",
  "curve",
  "scale",
  "speed",
]);

/** Settings that are changed less often. The summary lists the current values. */
export function AdvancedSettings() {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  const catalog = store.catalog.value;
  const spec = store.spec.value;
  const details = useRef<HTMLDetailsElement>(null);
  const wrong = [...store.fieldErrors.value.keys()].some((field) => !FIELDS_ELSEWHERE.has(field));
  useEffect(() => {
    if (wrong && details.current) details.current.open = true;
  }, [wrong]);
  const drawn = catalog.initializers.filter((name) => name !== "explicit");
  return (
    <details
      ref={details}
      class="advanced-settings"
      onKeyDown={(event) => {
        const { currentTarget } = event;
        if (event.key !== "Escape" || !currentTarget.open) return;
        event.preventDefault();
        currentTarget.open = false;
        currentTarget.querySelector("summary")?.focus();
      }}
    >
      <summary {...hint(text.advancedSettingsHint)}>
        {text.advancedSettings} <span class="section-hint">{settingsSummary(store, text).join(" · ")}</span>
      </summary>
      <div class="advanced-settings-fields">
        <Group title={text.optimizationGroup}>
          <VariantChoice kind="optimizer" names={catalog.optimizers} />
          <VariantChoice kind="schedule" names={catalog.schedules} />
        </Group>
        <Group title={text.objectiveGroup}>
          <SelectField
            field="loss"
            label={text.loss}
            hint={text.lossHint}
            value={spec.training.loss}
            choices={lossesOf(spec, catalog)}
            nameOf={(name) => choiceName(text, "loss", name)}
            onChoose={(name) => {
              actions.edit((before) => withLoss(before, name, catalog));
            }}
          />
          <SelectField
            field="outputActivation"
            label={text.outputActivation}
            hint={text.outputActivationHint}
            value={spec.network.layers.at(-1)?.activation ?? ""}
            choices={inPreferredOrder(outputActivationsOf(spec, catalog), ["tanh", "sigmoid", "linear"])}
            nameOf={(name) => choiceName(text, "activation", name)}
            onChoose={(name) => {
              actions.edit((before) => withOutputActivation(before, name, catalog));
            }}
          />
          <DropoutFields />
        </Group>
        <Group title={text.initializationGroup}>
          <VariantChoice kind="initializer" names={drawn} />
        </Group>
        <Group title={text.stoppingGroup}>
          <StopFields />
        </Group>
        <Group title={text.samples}>
          <TargetFields />
          <ValidationField />
          <SelectField<Shuffle>
            field="shuffle"
            label={text.shuffle}
            hint={text.shuffleHint}
            value={spec.training.shuffle}
            choices={catalog.shuffles as readonly Shuffle[]}
            nameOf={(name) => choiceName(text, "shuffle", name)}
            onChoose={(name) => {
              actions.edit((before) => withShuffle(before, name));
            }}
          />
        </Group>
        <Group title={text.seeds}>
          <SeedFields />
        </Group>
      </div>
    </details>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  const id = useId();
  return (
    <div class="settings-group" role="group" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div class="settings-group-fields">{children}</div>
    </div>
  );
}

/** The settings in a few words: the main choices always, others only if they differ from the default. */
function settingsSummary(store: Store, text: Messages): readonly string[] {
  const { training, network, data } = store.spec.value;
  const { epochs, ...others } = store.stop.value;
  const dropout = network.layers.some((layer) => layer.dropout > 0);
  const validation = data.source !== "inline" && data.validationFraction > 0;
  return [
    choiceName(text, "optimizer", training.optimizer.type),
    ...(training.schedule.type === "constant" ? [] : [choiceName(text, "schedule", training.schedule.type)]),
    choiceName(text, "loss", training.loss),
    choiceName(text, "initializer", network.initializer.type),
    ...(dropout ? [text.dropout] : []),
    ...(data.target === "input" ? [text.autoencoder] : []),
    ...(data.corruption ? [choiceName(text, "corruption", data.corruption.type)] : []),
    ...(validation ? [text.validation] : []),
    ...(epochs === undefined ? [] : [text.stopsAfter(epochs.toLocaleString("en"))]),
    ...(Object.keys(others).length > 0 ? [text.stopsByItself] : []),
  ];
}
