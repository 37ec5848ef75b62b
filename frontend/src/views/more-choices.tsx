import { choiceName } from "../i18n/messages";
import { lossesOf } from "../model/edit-choices";
import type { Shuffle } from "../model/spec";
import { NumberField, SelectField } from "./fields";
import { inUsualOrder } from "./hyper-fields";
import { usePage } from "./page-context";

/** The rarer choices, one press away; the line that opens them says what is set. */
export function MoreChoices() {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  const catalog = store.catalog.value;
  const spec = store.spec.value;
  const { training, network } = spec;
  const output = network.layers.at(-1)?.activation ?? "tanh";
  const stop = store.stopEpochs.value;
  if (!catalog) return null;
  const said = [
    choiceName(text, "optimizer", training.optimizer.type),
    choiceName(text, "loss", training.loss),
    choiceName(text, "initializer", network.initializer.type),
    stop === undefined ? undefined : text.stopsAfter(stop.toLocaleString("en")),
  ].filter(Boolean);
  const drawn = catalog.initializers.filter((name) => name !== "explicit");
  return (
    <details class="more">
      <summary>
        {text.more} <span class="section-hint">{said.join(" · ")}</span>
      </summary>
      <div class="more-fields">
        <NumberField
          field="stop"
          label={text.stopEpochs}
          hint={text.stopEpochsHint}
          value={stop}
          range={{ minimum: 1, maximum: 1_000_000 }}
          placeholder={text.never}
          onEnter={(epochs) => {
            actions.stopAfter(epochs);
          }}
        />
        <SelectField
          field="optimizer"
          label={text.optimizer}
          hint={text.optimizerHint}
          value={training.optimizer.type}
          choices={catalog.optimizers}
          nameOf={(name) => choiceName(text, "optimizer", name)}
          onChoose={(name) => {
            actions.chooseOptimizer(name);
          }}
        />
        <SelectField
          field="loss"
          label={text.loss}
          hint={text.lossHint}
          value={training.loss}
          choices={lossesOf(spec, catalog)}
          nameOf={(name) => choiceName(text, "loss", name)}
          onChoose={(name) => {
            actions.chooseLoss(name);
          }}
        />
        <SelectField
          field="outputActivation"
          label={text.outputActivation}
          hint={text.outputActivationHint}
          value={output}
          choices={inUsualOrder(catalog.outputActivations, ["tanh", "sigmoid", "linear"])}
          nameOf={(name) => choiceName(text, "activation", name)}
          onChoose={(name) => {
            actions.chooseOutputActivation(name);
          }}
        />
        <SelectField
          field="schedule"
          label={text.schedule}
          hint={text.scheduleHint}
          value={training.schedule.type}
          choices={catalog.schedules}
          nameOf={(name) => choiceName(text, "schedule", name)}
          onChoose={(name) => {
            actions.chooseSchedule(name);
          }}
        />
        <SelectField
          field="initializer"
          label={text.initializer}
          hint={text.initializerHint}
          value={network.initializer.type}
          choices={drawn}
          nameOf={(name) => choiceName(text, "initializer", name)}
          onChoose={(name) => {
            actions.chooseInitializer(name);
          }}
        />
        <SelectField<Shuffle>
          field="shuffle"
          label={text.shuffle}
          hint={text.shuffleHint}
          value={training.shuffle}
          choices={catalog.shuffles as readonly Shuffle[]}
          nameOf={(name) => choiceName(text, "shuffle", name)}
          onChoose={(name) => {
            actions.chooseShuffle(name);
          }}
        />
      </div>
    </details>
  );
}
