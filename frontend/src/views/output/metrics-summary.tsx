import { percentText } from "../../render/format";
import { usePage } from "../page-context";

/** One line below the losses: accuracy, R² for regression, or log-likelihood of a machine; and the validation loss. */
export function MetricsSummary() {
  const { store, messages } = usePage();
  const text = messages.value;
  const { metrics, validationLoss } = store.shownFrame.value ?? {};
  const [ofClasses, ofNumbers] = [
    metrics?.type === "classification" ? metrics : undefined,
    metrics?.type === "regression" ? metrics : undefined,
  ];
  const metricRows =
    store.spec.value.task === "classification"
      ? [
          [text.testAccuracy, percentText(ofClasses?.testAccuracy), "test-accuracy"],
          [text.trainAccuracy, percentText(ofClasses?.trainAccuracy), "train-accuracy"],
        ]
      : ofNumbers?.trainLogLikelihood !== undefined
        ? [
            [text.testLogLikelihood, ofNumbers.testLogLikelihood?.toFixed(3) ?? "–", "test-log-likelihood"],
            [text.trainLogLikelihood, ofNumbers.trainLogLikelihood.toFixed(3), "train-log-likelihood"],
          ]
        : [
            [text.testR2, ofNumbers?.testR2?.toFixed(3) ?? "–", "test-r2"],
            [text.trainR2, ofNumbers?.trainR2?.toFixed(3) ?? "–", "train-r2"],
          ];
  const all =
    validationLoss === undefined
      ? metricRows
      : [...metricRows, [text.validationLoss, validationLoss.toFixed(3), "validation-loss"]];
  const hidden = store.hidden.value.has("percTrainData");
  return (
    <dl class="metrics-summary">
      {all.map(([name, value, key = ""]) => (
        <div key={key} hidden={hidden && key.startsWith("test")}>
          <dt class={key === "validation-loss" ? "of-validation" : undefined}>{name}</dt>
          <dd class="tabular-numbers" data-testid={key}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
