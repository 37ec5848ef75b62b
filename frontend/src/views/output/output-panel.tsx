import { lossText } from "../../render/format";
import { BoundaryView } from "./boundary-view";
import { ColourLegend } from "./colour-legend";
import { MetricsSummary } from "./metrics-summary";
import { LossChartView } from "./loss-chart-view";
import { MetricsDetails } from "./metrics-details";
import { PointTools } from "../data/point-tools";
import { usePage } from "../page-context";
import { useReconstruction } from "../reconstruction/use-reconstruction";
import { courseHref, experimentHref } from "../page/course-href";

export function OutputPanel() {
  const { store, actions, messages, embedded } = usePage();
  const text = messages.value;
  const { showTestData, discretize } = store.view.value;
  const hidden = store.hidden.value;
  const reconstruction = useReconstruction().value;
  const arrows = reconstruction?.type === "arrows" ? reconstruction : undefined;
  return (
    <section class="output" aria-labelledby="output-title">
      <div class="output-head">
        <h2 id="output-title">{text.output}</h2>
        <Losses />
      </div>
      <MetricsSummary />
      <LossChartView />
      {reconstruction?.type === "pictures" ? (
        <reconstruction.View side={reconstruction.side} />
      ) : (
        <BoundaryView arrows={arrows && <arrows.View field={arrows.field} />} />
      )}
      {!hidden.has("dataset") && !hidden.has("points") && <PointTools />}
      {arrows ? <p class="section-hint">{text.arrowsHint}</p> : <ColourLegend />}
      <div class="checks">
        <label class="check" data-hint={text.showTestDataHint} hidden={hidden.has("showTestData")}>
          <input
            type="checkbox"
            checked={showTestData}
            aria-description={text.showTestDataHint}
            onChange={({ currentTarget }) => {
              actions.changeView({ showTestData: currentTarget.checked });
            }}
          />
          {text.showTestData}
        </label>
        <label class="check" data-hint={text.discretizeHint} hidden={hidden.has("discretize")}>
          <input
            type="checkbox"
            checked={discretize}
            aria-description={text.discretizeHint}
            onChange={({ currentTarget }) => {
              actions.changeView({ discretize: currentTarget.checked });
            }}
          />
          {text.discretize}
        </label>
      </div>
      {!embedded && <ExperimentLinks />}
      <MetricsDetails />
    </section>
  );
}

/** The pages that train this network beside others, or many times; of a machine, the lab in which it dreams. */
function ExperimentLinks() {
  const { store, messages } = usePage();
  const text = messages.value;
  const [spec, view] = [store.spec.value, store.view.value];
  return (
    <p class="experiment-links">
      {spec.model === "rbm" && (
        <a class="quiet" data-action="machine-lab" href={courseHref("labs/boltzmann-machine", view)}>
          {text.machineLab}
        </a>
      )}
      <a class="quiet" data-action="compare" href={experimentHref("compare", [spec, spec], view)}>
        {text.compareCopy}
      </a>
      <a class="quiet" data-action="sweep" href={experimentHref("sweeps", [spec], view)}>
        {text.trainMany}
      </a>
    </p>
  );
}

/** The current losses, which are also the legend of the chart. */
function Losses() {
  const { store, messages } = usePage();
  const frame = store.shownFrame.value;
  return (
    <dl class="losses">
      <div class="loss loss-test" hidden={store.hidden.value.has("percTrainData")}>
        <dt>{messages.value.testLoss}</dt>
        <dd class="tabular-numbers" data-testid="test-loss">
          {lossText(frame?.testLoss)}
        </dd>
      </div>
      <div class="loss loss-train">
        <dt>{messages.value.trainLoss}</dt>
        <dd class="tabular-numbers" data-testid="train-loss">
          {lossText(frame?.trainLoss)}
        </dd>
      </div>
    </dl>
  );
}
