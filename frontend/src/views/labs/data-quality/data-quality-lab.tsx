import { batch, useSignal } from "@preact/signals";
import { DATA_QUALITY } from "../../../i18n/labs/data-quality";
import type { OutputGrid } from "../../../model/course/course-server";
import type { Samples } from "../../../model/data/samples";
import {
  COUNTS,
  epochsFor,
  NETWORKS,
  trainingSpec,
  WRONG_PERCENTS,
  type Count,
  type NetworkSize,
  type Setting,
  type WrongPercent,
} from "../../../model/labs/data-quality/examples";
import { Action } from "../../controls/action";
import { Choice } from "../../controls/choice";
import { NumberTable } from "../../course/components/number-table";
import { useServerRequest } from "../../course/components/server-status";
import { TrainedPlane } from "../../course/components/trained-plane";
import { TrainRow } from "../../course/components/train-row";
import { useCourse, useTexts } from "../../course/course-context";
import { useLabActions } from "../../course/inline-lab/use-lab-actions";

interface Result {
  readonly accuracy: number | undefined;
  readonly grid: OutputGrid | undefined;
  readonly samples: Samples | undefined;
}

const SIZES = Object.keys(NETWORKS) as NetworkSize[];
const START: Setting = { network: "small", count: 60, wrongPercent: 0 };
const ALL: readonly Setting[] = SIZES.flatMap((network) =>
  WRONG_PERCENTS.flatMap((wrongPercent) => COUNTS.map((count) => ({ network, count, wrongPercent }))),
);

function keyOf({ network, count, wrongPercent }: Setting): string {
  return `${network}/${String(count)}/${String(wrongPercent)}`;
}

/** What improves the answers on new samples: a larger network, more samples, or right labels. */
export default function DataQualityLab() {
  const text = useTexts(DATA_QUALITY);
  const { server } = useCourse();
  const setting = useSignal(START);
  const results = useSignal<ReadonlyMap<string, Result>>(new Map());
  const request = useServerRequest();
  const trainOne = async (chosen: Setting) => {
    const outcome = await server.train(trainingSpec(chosen), { epochs: epochsFor(chosen.count) });
    if (outcome.type !== "done") return outcome;
    const { jobId, testAccuracy } = outcome.value;
    const [grid, samples] = await Promise.all([server.boundary(jobId, 50), server.samples(jobId)]);
    batch(() => {
      setting.value = chosen;
      results.value = new Map(results.value).set(keyOf(chosen), {
        accuracy: testAccuracy,
        grid: grid.type === "done" ? grid.value : undefined,
        samples: samples.type === "done" ? samples.value : undefined,
      });
    });
    return outcome;
  };
  const train = () => request.run(() => trainOne(setting.value));
  const trainAll = () =>
    request.run(async () => {
      for (const each of ALL) {
        if (results.value.has(keyOf(each))) continue;
        const outcome = await trainOne(each);
        if (outcome.type !== "done") return outcome;
      }
      return { type: "done", value: undefined };
    });
  const show = (change: Partial<Setting>) => {
    setting.value = { ...setting.value, ...change };
    void train();
  };
  useLabActions("data-quality", {
    start: () => show(START),
    "larger-network": () => show({ ...START, network: "large" }),
    "more-samples": () => show({ ...START, count: 600 }),
    "wrong-labels": () => show({ ...START, count: 600, wrongPercent: 30 }),
    all: () => void trainAll(),
  });
  const { network, count, wrongPercent } = setting.value;
  const result = results.value.get(keyOf(setting.value));
  return (
    <div class="stage-column">
      <Choice
        name="network"
        label={text.network}
        value={network}
        choices={SIZES}
        nameOf={(size) => text.networks[size]}
        onChoose={(chosen) => (setting.value = { ...setting.value, network: chosen })}
      />
      <Choice
        name="samples"
        label={text.samples}
        value={String(count)}
        choices={COUNTS.map(String)}
        nameOf={(each) => each}
        onChoose={(each) => (setting.value = { ...setting.value, count: Number(each) as Count })}
      />
      <Choice
        name="wrong"
        label={text.wrongLabels}
        value={String(wrongPercent)}
        choices={WRONG_PERCENTS.map(String)}
        nameOf={(each) => `${each} %`}
        onChoose={(each) =>
          (setting.value = { ...setting.value, wrongPercent: Number(each) as WrongPercent })
        }
      />
      <TrainRow label={text.train} request={request} onTrain={train} />
      <div class="stage-grid">
        <TrainedPlane
          name={text.plane(text.networks[network], count, wrongPercent)}
          grid={result?.grid}
          samples={result?.samples}
        />
        <div class="stage-column">
          <NumberTable caption={text.table} columns={["", ...COUNTS.map((each) => text.count(each))]}>
            {SIZES.flatMap((size) =>
              WRONG_PERCENTS.map((percent) => (
                <tr key={`${size}/${String(percent)}`}>
                  <th scope="row">{text.row(text.networks[size], percent)}</th>
                  {COUNTS.map((each) => {
                    const cell = { network: size, count: each, wrongPercent: percent };
                    const accuracy = results.value.get(keyOf(cell))?.accuracy;
                    return (
                      <td
                        key={each}
                        aria-current={keyOf(cell) === keyOf(setting.value)}
                        data-setting={keyOf(cell)}
                        data-accuracy={accuracy}
                      >
                        {accuracy === undefined ? "–" : `${(100 * accuracy).toFixed(0)} %`}
                      </td>
                    );
                  })}
                </tr>
              )),
            )}
          </NumberTable>
          <Action name="all" disabled={request.busy.value} onPress={() => void trainAll()}>
            {text.all}
          </Action>
        </div>
      </div>
    </div>
  );
}
