import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { INITIALIZATION } from "../../i18n/labs/initialization";
import type { LayerParameters } from "../../model/network/parameters";
import { INITIALIZATIONS, untrainedSpec, type Initialization } from "../../model/labs/lab-specs";
import { smallNumberText } from "../../render/format";
import { useCourse, useTexts } from "../course/course-context";
import { useLabActions } from "../course/inline-lab/use-lab-actions";
import { Action } from "../controls/action";
import { Choice } from "../controls/choice";
import { Slider } from "../controls/slider";
import { LineChart } from "../charts/line-chart";
import { NumberTable } from "../course/components/number-table";
import { ServerStatus, useServerRequest } from "../course/components/server-status";
import { measureLayers, type LayerStatistics } from "./measure-layers";

const UNITS = 8;
const EPOCHS = 100;
const NAMES = Object.keys(INITIALIZATIONS) as Initialization[];
const ACTIVATION_NAMES = { tanh: "Tanh", relu: "ReLU", sigmoid: "Sigmoid" } as const;
type ActivationName = keyof typeof ACTIVATION_NAMES;

/** Compares five initializations before training. */
export default function InitializationLab() {
  const text = useTexts(INITIALIZATION);
  const { server } = useCourse();
  const curve = useSignal<ActivationName>("tanh");
  const depth = useSignal(6);
  const signals = useSignal<ReadonlyMap<Initialization, LayerStatistics>>(new Map());
  const request = useServerRequest();
  useEffect(() => {
    void request.run(async () => {
      const requested = `${curve.value} ${String(depth.value)}`;
      const measured = new Map<Initialization, LayerStatistics>();
      for (const name of NAMES) {
        const outcome = await measureLayers(server, untrainedSpec(name, curve.value, depth.value, UNITS));
        if (requested !== `${curve.value} ${String(depth.value)}`) return { type: "done", value: undefined };
        if (outcome.type !== "done") return outcome;
        measured.set(name, outcome.value);
      }
      signals.value = measured;
      return { type: "done", value: undefined };
    });
  }, [curve.value, depth.value]);
  useLabActions("initialization", {
    tanh: () => (curve.value = "tanh"),
    relu: () => (curve.value = "relu"),
    sigmoid: () => (curve.value = "sigmoid"),
  });
  const seriesOf = (of: keyof LayerStatistics) =>
    NAMES.flatMap((name, tone) => {
      const values = signals.value.get(name)?.[of];
      return values
        ? [{ name: text.beginnings[name], dots: values.map((value, at) => [at + 1, value] as const), tone }]
        : [];
    });
  const zeroNote = (of: keyof LayerStatistics) => {
    const names = NAMES.filter((name) => signals.value.get(name)?.[of].includes(0));
    return (
      names.length > 0 && (
        <p class="stage-note" data-missing={names.join()}>
          {text.nothing(names.map((name) => text.beginnings[name]).join(", "))}
        </p>
      )
    );
  };
  return (
    <div class="stage-column">
      <div class="stage-grid stage-halves">
        <Choice
          name="activation"
          label={text.activation}
          value={curve.value}
          choices={Object.keys(ACTIVATION_NAMES) as ActivationName[]}
          nameOf={(name) => ACTIVATION_NAMES[name]}
          onChoose={(name) => (curve.value = name)}
        />
        <Slider
          name="depth"
          label={text.depth}
          value={depth.value}
          shown={text.size(depth.value)}
          range={[1, 10, 1]}
          onSlide={(value) => (depth.value = value)}
        />
      </div>
      <ServerStatus request={request} />
      <h2>{text.forward}</h2>
      <LineChart
        name={text.forward}
        series={seriesOf("deviations")}
        xLabel={text.layer}
        yLabel={text.spread}
        log
        height={150}
      />
      {zeroNote("deviations")}
      <h2>{text.backward}</h2>
      <LineChart
        name={text.backward}
        series={seriesOf("gradientNorms")}
        xLabel={text.layer}
        yLabel={text.norm}
        log
        height={150}
        legend={false}
      />
      {zeroNote("gradientNorms")}
      <NumberTable caption={text.table} columns={["", text.varies, text.first, text.last]}>
        {NAMES.map((name) => {
          const each = signals.value.get(name);
          return (
            <tr key={name} data-initialization={name}>
              <th scope="row">{text.beginnings[name]}</th>
              <td>{smallNumberText(each?.deviations.at(-2))}</td>
              <td data-first={each?.gradientNorms[0]}>{smallNumberText(each?.gradientNorms[0])}</td>
              <td>{smallNumberText(each?.gradientNorms.at(-1))}</td>
            </tr>
          );
        })}
      </NumberTable>
      <Symmetry key={curve.value} curve={curve.value} />
    </div>
  );
}

/** Trains from zeros and compares the neurons of the first hidden layer. */
function Symmetry({ curve }: { readonly curve: ActivationName }) {
  const text = useTexts(INITIALIZATION);
  const { server } = useCourse();
  const request = useServerRequest();
  /** Weights of the hidden layer, `[units][inputs]`. */
  const weights = useSignal<LayerParameters["weights"] | undefined>(undefined);
  const first = weights.value?.[0] ?? [];
  const identical = weights.value?.every((row) => row.every((weight, at) => weight === first[at]));
  const train = () =>
    request.run(async () => {
      weights.value = undefined;
      const outcome = await server.train(
        untrainedSpec("zeros", curve, 1, UNITS),
        { epochs: EPOCHS },
        "shared",
      );
      if (outcome.type !== "done") return outcome;
      const parameters = await server.parameters(outcome.value.jobId);
      if (parameters.type === "done") weights.value = parameters.value[0]?.weights;
      return parameters;
    });
  return (
    <div class="stage-row">
      <Action name="train" main disabled={request.busy.value} onPress={() => void train()}>
        {text.train}
      </Action>
      <ServerStatus request={request} />
      {identical !== undefined && (
        <p class="stage-note" role="status" data-identical={identical} data-weights={first.join()}>
          {identical
            ? text.symmetric(EPOCHS, first.map((weight) => smallNumberText(weight)).join(", "))
            : text.broken}
        </p>
      )}
    </div>
  );
}
