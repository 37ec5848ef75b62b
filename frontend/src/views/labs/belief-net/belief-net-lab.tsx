import { useSignal } from "@preact/signals";
import { BELIEF_NET } from "../../../i18n/labs/belief-net";
import {
  DEEP_EPOCHS,
  DEEP_NETWORKS,
  HIDDEN_LAYERS,
  PRETRAINING_EPOCHS,
  type DeepNetwork,
} from "../../../model/labs/belief-net/belief-net-specs";
import { LineChart } from "../../charts/line-chart";
import { Choice } from "../../controls/choice";
import { Slider } from "../../controls/slider";
import { NumberTable } from "../../course/components/number-table";
import { useCourse, useTexts } from "../../course/course-context";
import { useLabActions } from "../../course/inline-lab/use-lab-actions";
import { PictureGrid } from "../../pixels/picture-grid";
import { JobControls } from "../job/job-controls";
import { TestPictures } from "./test-pictures";
import { useDeepNetworks, type DeepNetworks } from "./use-deep-networks";

/** A deep network of sigmoid units that learns nothing, unless it is pre-trained layer by layer. */
export default function BeliefNetLab() {
  const text = useTexts(BELIEF_NET);
  const networks = useDeepNetworks();
  const { job, chosen, accuracies, train } = networks;
  const guesses = useSignal<Readonly<Partial<Record<DeepNetwork, number>>>>({});
  useLabActions("belief-net", {
    plain: () => {
      train("plain");
    },
    pretrained: () => {
      train("pretrained");
    },
    relu: () => {
      train("relu");
    },
  });
  const network = chosen.value;
  const done = (job.frame.value?.epoch ?? 0) >= DEEP_EPOCHS;
  const guess = guesses.value[network];
  return (
    <div class="stage-column">
      <Choice
        name="network"
        label={text.network}
        value={network}
        choices={DEEP_NETWORKS}
        nameOf={(each) => text.networks[each]}
        onChoose={train}
      />
      <JobControls job={job} done={done} />
      <div class="stage-grid">
        <Features networks={networks} />
        <div class="stage-column">
          <LineChart
            name={text.chart}
            series={DEEP_NETWORKS.map((each) => ({
              name: text.networks[each],
              dots: accuracies.value[each].map(([epoch, share]) => [epoch, 100 * share] as const),
            }))}
            xLabel={text.epochs}
            yLabel={text.accuracy}
            x={[0, DEEP_EPOCHS]}
            y={[0, 100]}
            height={200}
          />
          <Slider
            name="guess"
            label={text.guess(text.networks[network])}
            value={guess ?? 50}
            range={[0, 100, 1]}
            shown={guess === undefined ? text.noGuess : `${String(guess)} %`}
            onSlide={(value) => (guesses.value = { ...guesses.value, [network]: value })}
          />
        </div>
      </div>
      {job.frame.value && <TestPictures job={job} />}
      <NumberTable caption={text.table} columns={["", text.yourGuess, text.testAccuracy]}>
        {DEEP_NETWORKS.map((each) => {
          const [epoch, share] = accuracies.value[each].at(-1) ?? [0, 0];
          const trained = epoch === DEEP_EPOCHS;
          return (
            <tr
              key={each}
              aria-current={each === network}
              data-network={each}
              data-accuracy={trained ? share.toFixed(4) : undefined}
            >
              <th scope="row">{text.networks[each]}</th>
              <td>{guesses.value[each] === undefined ? "" : `${String(guesses.value[each])} %`}</td>
              <td>{trained ? `${(100 * share).toFixed(1)} %` : ""}</td>
            </tr>
          );
        })}
      </NumberTable>
    </div>
  );
}

/** The weights of the first hidden layer: for each unit a picture of what it looks for. */
function Features({ networks: { job } }: { readonly networks: DeepNetworks }) {
  const text = useTexts(BELIEF_NET);
  const theme = useCourse().theme.value;
  const frame = job.frame.value;
  const weights = frame?.parameters?.[0]?.weights ?? [];
  const { pretraining } = frame ?? {};
  return (
    <figure class="stage-column picture-figure" data-pretraining={pretraining && pretraining.layer + 1}>
      <PictureGrid name={text.features} pictures={weights.map(scaled)} side={8} columns={8} theme={theme} />
      <figcaption class="stage-note tabular-numbers">
        {pretraining
          ? text.pretraining(
              pretraining.layer + 1,
              HIDDEN_LAYERS,
              pretraining.epoch,
              PRETRAINING_EPOCHS,
              pretraining.reconstructionError?.toFixed(3),
            )
          : text.training(frame?.epoch ?? 0, DEEP_EPOCHS)}{" "}
        {text.featuresNote}
      </figcaption>
    </figure>
  );
}

/** With 1 or -1 at the largest weight. */
function scaled(weights: readonly number[]): readonly number[] {
  const largest = Math.max(...weights.map(Math.abs), 1e-9);
  return weights.map((weight) => weight / largest);
}
