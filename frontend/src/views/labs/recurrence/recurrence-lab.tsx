import { useSignal } from "@preact/signals";
import { RECURRENCE } from "../../../i18n/labs/recurrence";
import {
  encoded,
  LENGTHS,
  linearMemory,
  MEMORY_EPOCHS,
  symbolsOf,
  type MemorySetting,
} from "../../../model/labs/recurrence/memory-task";
import { CELLS, read } from "../../../model/labs/recurrence/recurrent-network";
import { numberText } from "../../../render/format";
import { LineChart } from "../../charts/line-chart";
import { Action } from "../../controls/action";
import { Choice } from "../../controls/choice";
import { Slider } from "../../controls/slider";
import { useTexts } from "../../course/course-context";
import { useLabActions } from "../../course/inline-lab/use-lab-actions";
import { JobControls } from "../job/job-controls";
import { UnrolledNetwork } from "./unrolled-network";
import { useMemoryTask, type MemoryTask } from "./use-memory-task";
import "./recurrence.css";

const STARTS = ["first", "second", "third"] as const;

/** A recurrent network that must say the first symbol of a sequence. */
export default function RecurrenceLab() {
  const text = useTexts(RECURRENCE);
  const task = useMemoryTask();
  const { job, setting, change } = task;
  const train = (part: Partial<MemorySetting>) => {
    change({ radius: 0.9, ...part });
    task.train();
  };
  useLabActions("recurrence", {
    short: () => {
      train({ cell: "simple", length: 10, start: 1 });
    },
    long: () => {
      train({ cell: "simple", length: 30, start: 2 });
    },
    lstm: () => {
      train({ cell: "lstm", length: 30, start: 1 });
    },
    gradients: () => {
      change({ cell: "simple", length: 40, radius: 0.9, start: 1 });
    },
  });
  const { cell, length, radius, start } = setting.value;
  const epoch = task.trained.value ? (job.frame.value?.epoch ?? 0) : 0;
  return (
    <div class="stage-column">
      <Sequence task={task} />
      <div class="stage-grid">
        <div class="stage-column">
          <Choice
            name="cell"
            label={text.cell}
            value={cell}
            choices={CELLS}
            nameOf={(name) => text.cells[name]}
            onChoose={(name) => {
              change({ cell: name });
            }}
          />
          <Slider
            name="length"
            label={text.length}
            value={length}
            range={[5, 40, 5]}
            onSlide={(value) => {
              change({ length: value });
            }}
          />
          <Slider
            name="radius"
            label={text.radius}
            value={radius}
            range={[0.5, 1.2, 0.1]}
            onSlide={(value) => {
              change({ radius: Math.round(10 * value) / 10 });
            }}
          />
          <p class="stage-note tabular-numbers" data-linear={linearMemory(radius, length).toFixed(4)}>
            {text.linear(numberText(radius), length, numberText(linearMemory(radius, length), 4))}
          </p>
          <Choice
            name="start"
            label={text.start}
            value={STARTS[start - 1] ?? "first"}
            choices={STARTS}
            nameOf={(name) => String(STARTS.indexOf(name) + 1)}
            onChoose={(name) => {
              change({ start: STARTS.indexOf(name) + 1 });
            }}
          />
        </div>
        <div class="stage-column">
          <JobControls job={job} done={epoch === MEMORY_EPOCHS} onTrain={task.train} />
          <div class="stage-row">
            <Action name="all" onPress={task.trainAll}>
              {text.all}
            </Action>
          </div>
          <Accuracy task={task} epoch={epoch} />
        </div>
      </div>
    </div>
  );
}

/** One sequence, what the network makes of it, and how the error comes back. */
function Sequence({ task: { setting, initial, trained } }: { readonly task: MemoryTask }) {
  const text = useTexts(RECURRENCE);
  const shown = useSignal(1);
  const symbols = symbolsOf(setting.value.length, shown.value);
  const label = symbols[0] ?? 0;
  const [before, now] = [initial.value, trained.value ?? initial.value].map((network) =>
    read(network, encoded(symbols), label),
  );
  if (!before || !now) return null;
  const ratio = ({ gradientNorms: norms }: typeof now) => (norms[0] ?? 0) / (norms.at(-1) ?? 1);
  const answer = now.answer > 0.5 ? 1 : 0;
  return (
    <section class="stage-column" data-ratio-before={ratio(before)} data-ratio={ratio(now)}>
      <UnrolledNetwork symbols={symbols} before={before} now={now} />
      <p class={answer === label ? "verdict" : "verdict verdict-wrong"}>
        {text.answer(text.symbols[label] ?? "", text.symbols[answer] ?? "", answer === label)}
      </p>
      <p class="stage-note tabular-numbers">
        {text.ratio(ratio(before).toExponential(1), ratio(now).toExponential(1))}
      </p>
      <Slider
        name="sequence"
        label={text.sequence}
        value={shown.value}
        range={[1, 20, 1]}
        onSlide={(value) => (shown.value = value)}
      />
    </section>
  );
}

function Accuracy({ task, epoch }: { readonly task: MemoryTask; readonly epoch: number }) {
  const text = useTexts(RECURRENCE);
  const { cell, length } = task.setting.value;
  const { metrics } = task.job.frame.value ?? {};
  const accuracy = metrics?.type === "classification" ? (metrics.testAccuracy ?? 0) : 0;
  return (
    <div
      class="stage-column"
      data-trained={epoch === MEMORY_EPOCHS ? `${cell} ${String(length)}` : undefined}
      data-accuracy={epoch === MEMORY_EPOCHS ? accuracy.toFixed(3) : undefined}
    >
      <p class="tabular-numbers">{text.progress(epoch, MEMORY_EPOCHS, (100 * accuracy).toFixed(0))}</p>
      <LineChart
        name={text.chart}
        series={CELLS.map((each) => ({
          name: text.cells[each],
          dots: [...task.accuracies.value[each]]
            .toSorted(([one], [other]) => one - other)
            .map(([steps, share]) => [steps, 100 * share] as const),
        }))}
        xLabel={text.length}
        yLabel={text.correct}
        x={[0, LENGTHS[LENGTHS.length - 1] ?? 40]}
        y={[40, 100]}
        height={180}
      >
        {(chart) =>
          CELLS.flatMap((each) =>
            [...task.accuracies.value[each]].map(([steps, share]) => (
              <circle
                key={`${each} ${String(steps)}`}
                class={`learned-${each}`}
                cx={chart.x(steps)}
                cy={chart.y(100 * share)}
                r={4}
              />
            )),
          )
        }
      </LineChart>
    </div>
  );
}
