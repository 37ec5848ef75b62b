import { batch, useSignal } from "@preact/signals";
import { OVERFITTING } from "../../i18n/labs/overfitting";
import type { CourseServer, OutputGrid, TrainedJob } from "../../model/course/course-server";
import {
  OVERFITTING_UPDATES,
  overfittingSamplesSpec,
  overfittingSpec,
  overfittingUpdatesPerEpoch,
  PATIENCE,
  REMEDIES,
  type Remedy,
} from "../../model/labs/lab-specs";
import type { Samples } from "../../model/data/samples";
import type { Sample } from "../../model/spec/spec";
import type { Outcome } from "../../model/training/training-server";
import { smallNumberText } from "../../render/format";
import { useCourse, useTexts } from "../course/course-context";
import { useLabActions } from "../course/inline-lab/use-lab-actions";
import { Choice } from "../controls/choice";
import { LineChart } from "../charts/line-chart";
import { NumberTable } from "../course/components/number-table";
import { useServerRequest } from "../course/components/server-status";
import { TrainedPlane } from "../course/components/trained-plane";
import { TrainRow } from "../course/components/train-row";

interface Result {
  readonly trained: TrainedJob;
  readonly grid: OutputGrid | undefined;
  readonly samples: Samples | undefined;
}

const SETS = ["trainLoss", "validationLoss", "testLoss"] as const;

/** A network much too large for its samples, and four remedies: the same test set and the same number of updates in every run. */
export default function OverfittingLab() {
  const text = useTexts(OVERFITTING);
  const { server } = useCourse();
  const remedy = useSignal<Remedy>("none");
  const results = useSignal<ReadonlyMap<Remedy, Result>>(new Map());
  const drawn = useSignal<readonly Sample[] | undefined>(undefined);
  const request = useServerRequest();
  const train = () =>
    request.run(async () => {
      const chosen = remedy.value;
      const all = drawn.value ? { type: "done" as const, value: drawn.value } : await drawnSamples(server);
      if (all.type !== "done") return all;
      drawn.value = all.value;
      const stop = {
        epochs: OVERFITTING_UPDATES / overfittingUpdatesPerEpoch(chosen),
        ...(chosen === "earlyStopping" && { patience: PATIENCE }),
      };
      const outcome = await server.train(overfittingSpec(chosen, all.value), stop);
      if (outcome.type !== "done") return outcome;
      const trained = outcome.value;
      const [grid, samples] = await Promise.all([
        server.boundary(trained.jobId, 50),
        server.samples(trained.jobId),
      ]);
      batch(() => {
        results.value = new Map([
          ...results.value,
          [
            chosen,
            {
              trained,
              grid: grid.type === "done" ? grid.value : undefined,
              samples: samples.type === "done" ? samples.value : undefined,
            },
          ],
        ]);
      });
      return outcome;
    });
  const show = (name: Remedy) => {
    remedy.value = name;
    void train();
  };
  useLabActions("overfitting", {
    none: () => show("none"),
    "early-stopping": () => show("earlyStopping"),
    l2: () => show("l2"),
    dropout: () => show("dropout"),
    "more-data": () => show("data"),
  });
  const result = results.value.get(remedy.value);
  const updatesPerEpoch = overfittingUpdatesPerEpoch(remedy.value);
  return (
    <div class="stage-column">
      <Choice
        name="remedy"
        label={text.remedy}
        value={remedy.value}
        choices={REMEDIES}
        nameOf={(name) => text.remedies[name]}
        onChoose={(name) => (remedy.value = name)}
      />
      <TrainRow label={text.train} request={request} onTrain={train} />
      <div class="stage-grid">
        <TrainedPlane
          name={text.plane(text.remedies[remedy.value])}
          grid={result?.grid}
          samples={result?.samples}
        />
        <div class="stage-column">
          <LineChart
            name={text.chart}
            series={SETS.map((set) => ({
              name: text.sets[set],
              dots: (result?.trained[set] ?? []).flatMap((loss, epoch) =>
                loss === null ? [] : [[epoch * updatesPerEpoch, loss] as const],
              ),
            }))}
            xLabel={text.updates}
            yLabel={text.loss}
            height={220}
            y={[0, 1.2]}
          />
          {result?.trained.stopReason === "earlyStopping" && result.trained.bestEpoch !== undefined && (
            <p class="stage-note">{text.stopped(result.trained.bestEpoch)}</p>
          )}
        </div>
      </div>
      <NumberTable caption={text.table} columns={["", text.sets.trainLoss, text.sets.testLoss, text.best]}>
        {REMEDIES.map((name) => {
          const losses = results.value.get(name) && finalLosses(results.value.get(name)?.trained);
          return (
            <tr key={name} aria-current={name === remedy.value} data-remedy={name} data-test={losses?.test}>
              <th scope="row">{text.remedies[name]}</th>
              <td>{smallNumberText(losses?.train)}</td>
              <td>{smallNumberText(losses?.test)}</td>
              <td>{smallNumberText(losses?.best)}</td>
            </tr>
          );
        })}
      </NumberTable>
    </div>
  );
}

/** Losses of the final parameters, which are those of the best epoch after early stopping. */
function finalLosses(trained: TrainedJob | undefined) {
  if (!trained) return undefined;
  const at = trained.bestEpoch ?? trained.trainLoss.length - 1;
  const tests = trained.testLoss.filter((loss) => loss !== null);
  return { train: trained.trainLoss[at], test: trained.testLoss[at] ?? undefined, best: Math.min(...tests) };
}

/** Draws the samples of all runs: a job that is opened for them and closed again. */
async function drawnSamples(server: CourseServer): Promise<Outcome<readonly Sample[]>> {
  const opened = await server.open(overfittingSamplesSpec());
  if (opened.type !== "done") return opened;
  const samples = await server.samples(opened.value.job.id);
  server.close(opened.value);
  return samples.type === "done" ? { type: "done", value: samples.value.train } : samples;
}
