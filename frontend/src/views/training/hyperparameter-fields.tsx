import { LEARNING_RATES, REGULARIZATION_RATES } from "../../model/spec/catalog";
import {
  hiddenActivation,
  withActivation,
  withLearningRate,
  withRegularization,
  withTask,
} from "../../model/spec/edit-spec";
import { hiddenLayers } from "../../model/spec/spec";
import { choiceName } from "../../i18n/messages";
import { smallNumberText } from "../../render/format";
import { SelectField } from "../controls/fields";
import { usePage } from "../page-context";

export function HyperparameterFields() {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  const catalog = store.catalog.value;
  const { training, task } = store.spec.value;
  return (
    <div class="hyperparameters">
      <SelectField
        field="learningRate"
        hideKey="learningRate"
        label={<LearningRateLabel />}
        hint={text.learningRateHint}
        value={training.optimizer.learningRate}
        choices={LEARNING_RATES}
        nameOf={plainNumber}
        onChoose={(rate) => {
          actions.edit((spec) => withLearningRate(spec, rate));
        }}
      />
      <SelectField
        field="activation"
        hideKey="activation"
        label={text.activation}
        hint={text.activationHint}
        disabled={hiddenLayers(store.spec.value).length === 0}
        value={hiddenActivation(store.spec.value)}
        choices={inPreferredOrder(catalog.activations, ["relu", "tanh", "sigmoid", "linear"])}
        nameOf={(name) => choiceName(text, "activation", name)}
        onChoose={(activation) => {
          actions.edit((spec) => withActivation(spec, activation));
        }}
      />
      <SelectField
        field="regularization"
        hideKey="regularization"
        label={text.regularization}
        hint={text.regularizationHint}
        value={training.regularization.type}
        choices={catalog.regularizations}
        nameOf={(name) => choiceName(text, "regularization", name)}
        onChoose={(type) => {
          actions.edit((spec) => withRegularization(spec, { type }));
        }}
      />
      <SelectField
        field="regularizationRate"
        hideKey="regularizationRate"
        label={text.regularizationRate}
        hint={text.regularizationRateHint}
        value={training.regularization.rate}
        choices={REGULARIZATION_RATES}
        nameOf={plainNumber}
        onChoose={(rate) => {
          actions.edit((spec) => withRegularization(spec, { rate }));
        }}
      />
      <SelectField
        field="task"
        hideKey="problem"
        label={text.task}
        hint={text.taskHint}
        value={task}
        choices={catalog.tasks}
        nameOf={(name) => choiceName(text, "task", name)}
        onChoose={(chosen) => {
          actions.edit((spec) => withTask(spec, chosen, catalog));
        }}
      />
    </div>
  );
}

/** If the rate changes during training, the current rate is shown beside the configured one. */
function LearningRateLabel() {
  const { store, messages } = usePage();
  const text = messages.value;
  const { schedule } = store.spec.value.training;
  const rate = store.shownFrame.value?.learningRate;
  const changes = schedule.type !== "constant" || schedule["warmupEpochs"] !== undefined;
  return (
    <>
      {text.learningRate}
      {changes && rate !== undefined && (
        <output class="tabular-numbers rate-now" data-testid="learning-rate" data-hint={text.rateNow}>
          {` ${smallNumberText(rate)}`}
        </output>
      )}
    </>
  );
}

/** `0.00001` instead of `1e-5`. */
export function plainNumber(value: number): string {
  return value === 0 || value >= 1e-4 ? String(value) : value.toFixed(Math.ceil(-Math.log10(value)));
}

/** TensorFlow Playground's choices first, in its order; then the server's others. */
export function inPreferredOrder(names: readonly string[], preferred: readonly string[]): readonly string[] {
  return [
    ...preferred.filter((name) => names.includes(name)),
    ...names.filter((name) => !preferred.includes(name)),
  ];
}
