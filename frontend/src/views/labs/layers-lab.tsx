import { batch, useSignal } from "@preact/signals";
import { LAYERS } from "../../i18n/labs/layers";
import type { OutputGrid, TrainedJob } from "../../model/course/course-server";
import { LAYERS_EPOCHS, LAYERS_NETWORKS, layersSpec, parameterCount } from "../../model/labs/lab-specs";
import type { Samples } from "../../model/data/samples";
import { smallNumberText } from "../../render/format";
import { useCourse, useTexts } from "../course/course-context";
import { useLabActions } from "../course/inline-lab/use-lab-actions";
import { Choice } from "../controls/choice";
import { LineChart } from "../charts/line-chart";
import { useServerRequest } from "../course/components/server-status";
import { TrainedPlane } from "../course/components/trained-plane";
import { TrainRow } from "../course/components/train-row";

type Generator = keyof typeof LAYERS_NETWORKS;
type NetworkName = keyof (typeof LAYERS)["en"]["networks"];
type Layers = Parameters<typeof layersSpec>[1];

interface Result {
  readonly trained: TrainedJob;
  readonly grid: OutputGrid | undefined;
}

/** Trains three networks on the same samples on the server. */
export default function LayersLab() {
  const text = useTexts(LAYERS);
  const { server } = useCourse();
  const generator = useSignal<Generator>("circle");
  const results = useSignal<ReadonlyMap<NetworkName, Result>>(new Map());
  const samples = useSignal<Samples | undefined>(undefined);
  const request = useServerRequest();
  const networks = Object.entries(LAYERS_NETWORKS[generator.value]) as [NetworkName, Layers][];
  const train = () =>
    request.run(async () => {
      results.value = new Map();
      const of = generator.value;
      for (const [name, layers] of networks) {
        const outcome = await server.train(layersSpec(of, layers), { epochs: LAYERS_EPOCHS[of] });
        if (outcome.type !== "done") return outcome;
        const trained = outcome.value;
        const [grid, data] = await Promise.all([
          server.boundary(trained.jobId, 50),
          server.samples(trained.jobId),
        ]);
        if (generator.value !== of) return outcome;
        batch(() => {
          if (data.type === "done") samples.value = data.value;
          results.value = new Map([
            ...results.value,
            [name, { trained, grid: grid.type === "done" ? grid.value : undefined }],
          ]);
        });
      }
      return { type: "done", value: undefined };
    });
  const choose = (name: Generator) => {
    generator.value = name;
    results.value = new Map();
    samples.value = undefined;
  };
  const show = (name: Generator) => {
    choose(name);
    void train();
  };
  useLabActions("layers", { circle: () => show("circle"), spiral: () => show("spiral") });
  return (
    <div class="stage-column">
      <Choice
        name="data"
        label={text.data}
        value={generator.value}
        choices={Object.keys(LAYERS_NETWORKS) as Generator[]}
        nameOf={(name) => text.generators[name]}
        onChoose={choose}
      />
      <TrainRow label={text.train} request={request} onTrain={train} />
      <div class="stage-thirds">
        {networks.map(([name, layers]) => {
          const result = results.value.get(name);
          const loss = (of: "trainLoss" | "testLoss") =>
            smallNumberText(result?.trained[of].at(-1) ?? undefined);
          return (
            <section key={name} data-network={name} data-loss={result?.trained.trainLoss.at(-1)}>
              <h2>{text.networks[name]}</h2>
              <p class="section-hint tabular-numbers">{text.parameters(parameterCount(2, layers))}</p>
              <TrainedPlane
                name={text.plane(text.networks[name], loss("testLoss"))}
                grid={result?.grid}
                samples={samples.value}
              />
              <p class="stage-note tabular-numbers">
                {result ? `${text.trainLoss} ${loss("trainLoss")}` : text.notYet}
                <br />
                {result && `${text.testLoss} ${loss("testLoss")}`}
              </p>
            </section>
          );
        })}
      </div>
      {results.value.size > 0 && (
        <LineChart
          name={text.chart}
          series={networks.flatMap(([name], tone) => {
            const result = results.value.get(name);
            const dots = result?.trained.trainLoss.map((loss, epoch) => [epoch, loss] as const);
            return dots ? [{ name: text.networks[name], dots, tone }] : [];
          })}
          xLabel={text.epoch}
          yLabel={text.loss}
          height={160}
        />
      )}
    </div>
  );
}
