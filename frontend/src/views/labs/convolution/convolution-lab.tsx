import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { CONVOLUTION } from "../../../i18n/labs/convolution";
import { shifted } from "../../../model/labs/drawing/shifted";
import {
  DIGIT_EPOCHS,
  DIGIT_NETWORKS,
  recognizedShare,
  windowAt,
  type DigitNetwork,
} from "../../../model/labs/convolution/digit-networks";
import { digitPicture, DIGITS, EDGE } from "../../../model/labs/convolution/glyphs";
import { largestOf } from "../../../model/network/image-pass";
import { countParameters } from "../../../model/network/parameters";
import { percentText } from "../../../render/format";
import { Action } from "../../controls/action";
import { useTexts } from "../../course/course-context";
import { NumberTable } from "../../course/components/number-table";
import { ServerStatus } from "../../course/components/server-status";
import { useLabActions } from "../../course/inline-lab/use-lab-actions";
import { AnswerBars } from "../../pixels/answer-bars";
import { PixelGrid } from "../../pixels/pixel-grid";
import { ShiftButtons } from "../../pixels/shift-buttons";
import { JobControls } from "../job/job-controls";
import { FiltersPart, KERNELS } from "./filters-part";
import { useDigits } from "./use-digits";
import "./convolution.css";

const NETWORKS = Object.keys(DIGIT_NETWORKS) as DigitNetwork[];

/** A convolutional network that learns ten digits, with its filters and maps, beside dense networks. */
export default function ConvolutionLab() {
  const text = useTexts(CONVOLUTION);
  const digits = useDigits();
  const { job, picture, parameters } = digits;
  const filter = useSignal(0);
  const position = useSignal(8);
  const shift = (right: number, down: number) => (picture.value = shifted(picture.value, EDGE, right, down));
  useLabActions("convolution", {
    train: digits.restart,
    shift: () => shift(1, 0),
    edge: () => digits.editKernel(filter.value, KERNELS.vertical),
    "learned-kernel": () => (digits.edited.value = undefined),
  });
  const frame = job.frame.value;
  const passes = new Map(NETWORKS.map((network) => [network, digits.passOf(network)]));
  const [maps, pooled] = passes.get("convolution") ?? [];
  const answersOf = (network: DigitNetwork) => passes.get(network)?.at(-1)?.values;
  const answerOf = (network: DigitNetwork) => {
    const answers = answersOf(network);
    return answers && largestOf(answers);
  };
  const marked = new Set(windowAt(position.value));
  const accuracy = frame?.metrics?.type === "classification" ? frame.metrics.testAccuracy : undefined;
  return (
    <div
      class="stage-column"
      data-epoch={frame?.epoch ?? 0}
      data-answer={answerOf("convolution")}
      data-dense-answer={answerOf("dense")}
    >
      <JobControls job={job} done={frame?.epoch === DIGIT_EPOCHS} />
      {digits.request.failed.value && <ServerStatus request={digits.request} />}
      <p class="stage-note tabular-numbers">
        {text.progress(frame?.epoch ?? 0, DIGIT_EPOCHS)} {text.accuracy(percentText(accuracy))}
      </p>
      <div class="stage-grid">
        <div class="stage-column">
          <PixelGrid
            name={text.drawing}
            nameOf={text.pixel}
            columns={EDGE}
            pixels={Array.from(picture.value, (value) => value === 1)}
            isMarked={(at) => marked.has(at)}
            onPaint={(at, on) => (picture.value = picture.value.with(at, on ? 1 : 0))}
          />
          <div class="stage-row" role="group" aria-label={text.change}>
            <ShiftButtons directions={text.directions} onShift={shift} />
            <Action name="clear" onPress={() => (picture.value = new Float64Array(EDGE ** 2))}>
              {text.clear}
            </Action>
          </div>
          <div class="stage-row digit-buttons" role="group" aria-label={text.digits}>
            {DIGITS.map((digit) => (
              <Action
                key={digit}
                name={`digit-${String(digit)}`}
                onPress={() => (picture.value = digitPicture(digit))}
              >
                {digit}
              </Action>
            ))}
          </div>
        </div>
        <div class="stage-column">
          {NETWORKS.map((network) => (
            <AnswerBars
              key={network}
              name={text.networks[network]}
              answers={answersOf(network)}
              describe={text.answer}
              waiting={text.waiting}
            />
          ))}
        </div>
      </div>
      {maps && pooled && parameters.value && (
        <FiltersPart
          parameters={parameters.value}
          maps={maps}
          pooled={pooled}
          picture={picture.value}
          filter={filter.value}
          position={position.value}
          isEdited={digits.edited.value !== undefined}
          onFilter={(each) => (filter.value = each)}
          onPosition={(at) => (position.value = at)}
          onKernel={(weights) => digits.editKernel(filter.value, weights)}
          onLearned={() => (digits.edited.value = undefined)}
        />
      )}
      <NumberTable caption={text.table} columns={["", text.parameters, text.inPlace, text.shifted]}>
        {NETWORKS.map((network) => (
          <NetworkRow key={network} network={network} digits={digits} />
        ))}
      </NumberTable>
    </div>
  );
}

/** How many test samples a network recognizes, as long as it does not change. */
function NetworkRow({
  network,
  digits: { job, parameters, dense, test },
}: {
  readonly network: DigitNetwork;
  readonly digits: ReturnType<typeof useDigits>;
}) {
  const text = useTexts(CONVOLUTION);
  const known = network === "convolution" ? parameters.value : dense.value[network];
  const rests = network !== "convolution" || !job.busy.value;
  const shares = useMemo(
    () =>
      known && rests && test.value.length > 0
        ? [0, 1].map((right) => recognizedShare(network, known, test.value, right))
        : [],
    [known, rests, test.value],
  );
  return (
    <tr data-network={network} data-recognized={shares[0]} data-shifted={shares[1]}>
      <th scope="row">{text.networks[network]}</th>
      <td>{known ? countParameters(known) : "–"}</td>
      <td>{percentText(shares[0])}</td>
      <td>{percentText(shares[1])}</td>
    </tr>
  );
}
