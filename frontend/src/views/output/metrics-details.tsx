import { useEffect } from "preact/hooks";
import type { Messages } from "../../i18n/messages";
import type { ClassificationMetrics, Confusion, RegressionMetrics } from "../../model/training/metrics";
import { smallNumberText } from "../../render/format";
import { hint } from "../controls/hint";
import { usePage } from "../page-context";

/** Confusion matrices or regression errors, and the gradients by layer. Computed only while open. */
export function MetricsDetails() {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  const metrics = store.shownFrame.value?.metrics;
  useEffect(
    () => () => {
      actions.requestGradients(false);
    },
    [],
  );
  return (
    <details
      class="metrics-details"
      onToggle={({ currentTarget }) => {
        actions.requestGradients(currentTarget.open);
      }}
    >
      <summary {...hint(text.metricsHint)}>{text.metrics}</summary>
      {store.gradientsRequested.value && (
        <>
          {metrics?.type === "classification" && <Confusions metrics={metrics} />}
          {metrics?.type === "regression" && <Errors metrics={metrics} />}
          <Gradients />
        </>
      )}
    </details>
  );
}

function Confusions({ metrics }: { readonly metrics: ClassificationMetrics }) {
  const { store, messages } = usePage();
  const text = messages.value;
  const ofTest = store.hidden.value.has("percTrainData") ? undefined : metrics.testConfusion;
  return (
    <>
      <p class="section-hint">{text.confusionHint}</p>
      <div class="confusions">
        {ofTest && <ConfusionTable title={text.testData} confusion={ofTest} />}
        <ConfusionTable title={text.trainData} confusion={metrics.trainConfusion} />
      </div>
    </>
  );
}

function Errors({ metrics }: { readonly metrics: RegressionMetrics }) {
  const { store, messages } = usePage();
  const text = messages.value;
  const all = [
    [text.testData, metrics.testR2, metrics.testRmse, "test-rmse"],
    [text.trainData, metrics.trainR2, metrics.trainRmse, "train-rmse"],
  ] as const;
  const rows = store.hidden.value.has("percTrainData") ? all.slice(1) : all;
  return (
    <table class="gradients">
      <caption>{text.regressionErrors}</caption>
      <thead>
        <tr>
          <th scope="col">{text.dataSet}</th>
          <th scope="col">R²</th>
          <th scope="col">RMSE</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, r2, rmse, key]) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td class="tabular-numbers">{r2 === undefined ? "–" : smallNumberText(r2)}</td>
            <td class="tabular-numbers" data-testid={key}>
              {rmse === undefined ? "–" : smallNumberText(rmse)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ConfusionTable({ title, confusion }: { readonly title: string; readonly confusion: Confusion }) {
  const text = usePage().messages.value;
  const maximum = Math.max(...confusion.flat(), 1);
  return (
    <table class="confusion">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="visually-hidden">{text.trueClass}</span>
          </th>
          {confusion.map((_, predicted) => (
            <th key={predicted} scope="col" aria-label={text.predictedAs(predicted)}>
              {predicted}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {confusion.map((row, label) => (
          <tr key={label}>
            <th scope="row" aria-label={text.trulyOf(label)}>
              {label}
            </th>
            {row.map((count, predicted) => (
              <td
                key={predicted}
                class={predicted === label ? "tabular-numbers right" : "tabular-numbers wrong"}
                style={{ "--share": `${String(Math.round((count / maximum) * 45))}%` }}
              >
                {count}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Bars on a logarithmic scale, so that small gradients differ visibly. */
function Gradients() {
  const { store, messages } = usePage();
  const text = messages.value;
  const gradients = store.shownFrame.value?.gradients;
  if (!gradients) return <p class="section-hint">{text.gradientsComing}</p>;
  return (
    <>
      <p class="section-hint">{text.gradientsHint}</p>
      <table class="gradients">
        <caption>{text.gradients}</caption>
        <thead>
          <tr>
            <th scope="col">{text.layer}</th>
            <th scope="col">{text.gradientNorm}</th>
            <th scope="col">{text.gradientMean}</th>
          </tr>
        </thead>
        <tbody>
          {gradients.map(({ norm, meanAbsolute }, layer) => (
            <tr key={layer}>
              <th scope="row">{layerName(layer, gradients.length, text)}</th>
              <td class="tabular-numbers" data-testid={`gradient-${String(layer)}`}>
                <span class="gradient-bar" style={{ "--share": `${String(barLength(norm))}%` }} />
                {smallNumberText(norm)}
              </td>
              <td class="tabular-numbers">{smallNumberText(meanAbsolute)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function layerName(layer: number, count: number, text: Messages): string {
  return layer === count - 1 ? text.outputUnit : text.layerNumber(layer + 1);
}

/** Length of the bar in percent, for norms from 10⁻⁶ to 10. */
function barLength(norm: number): number {
  return norm <= 0 ? 0 : Math.min(Math.max(((Math.log10(norm) + 6) / 7) * 100, 0), 100);
}
