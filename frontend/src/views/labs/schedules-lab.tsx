import { useSignal } from "@preact/signals";
import { SCHEDULE_TEXTS } from "../../i18n/labs/schedules";
import type { TrainedJob } from "../../model/course/course-server";
import { scheduledSpec } from "../../model/labs/lab-specs";
import { rateAt, SCHEDULED_EPOCHS, SCHEDULES, type ScheduleName } from "../../model/labs/schedule";
import { smallNumberText } from "../../render/format";
import { useCourse, useTexts } from "../course/course-context";
import { useLabActions } from "../course/inline-lab/use-lab-actions";
import { Slider } from "../controls/slider";
import { LineChart } from "../charts/line-chart";
import { useServerRequest } from "../course/components/server-status";
import { TrainRow } from "../course/components/train-row";

const RATES = [0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 0.8, 1.2] as const;
const EPOCHS = Array.from({ length: SCHEDULED_EPOCHS }, (_, epoch) => epoch);
const LAST_EPOCHS = 10;

/** Trains the same network once with each schedule. */
export default function SchedulesLab() {
  const text = useTexts(SCHEDULE_TEXTS);
  const { server } = useCourse();
  const rate = useSignal(6);
  const warmup = useSignal(0);
  const results = useSignal<ReadonlyMap<ScheduleName, TrainedJob>>(new Map());
  const request = useServerRequest();
  const base = RATES[rate.value] ?? 0.8;
  const change = (update: () => void) => {
    update();
    results.value = new Map();
  };
  const train = () =>
    request.run(async () => {
      const cleared = (results.value = new Map());
      const outcomes = await Promise.all(
        SCHEDULES.map((name) =>
          server.train(scheduledSpec(name, base, warmup.value), { epochs: SCHEDULED_EPOCHS }),
        ),
      );
      const result = outcomes.find(({ type }) => type !== "done") ?? { type: "done", value: undefined };
      if (results.value !== cleared) return result; // a slider was moved meanwhile
      results.value = new Map(
        outcomes.flatMap((outcome, at) => {
          const name = SCHEDULES[at];
          return name && outcome.type === "done" ? [[name, outcome.value] as const] : [];
        }),
      );
      return result;
    });
  const trainAt = (initialRate: (typeof RATES)[number]) => {
    change(() => (rate.value = RATES.indexOf(initialRate)));
    void train();
  };
  useLabActions("schedules", { "too-fast": () => trainAt(0.8), calm: () => trainAt(0.1) });
  const mean = (losses: readonly number[]) => losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  return (
    <div class="stage-column">
      <div class="stage-grid stage-halves">
        <Slider
          name="rate"
          label={text.base}
          value={rate.value}
          shown={String(base)}
          range={[0, RATES.length - 1, 1]}
          onSlide={(value) => {
            change(() => (rate.value = value));
          }}
        />
        <Slider
          name="warmup"
          label={text.warmup}
          value={warmup.value}
          range={[0, 30, 1]}
          onSlide={(value) => {
            change(() => (warmup.value = value));
          }}
        />
      </div>
      <h2>{text.rates}</h2>
      <LineChart
        name={text.rates}
        series={SCHEDULES.map((name) => ({
          name: text.names[name],
          dots: EPOCHS.map((epoch) => [epoch, rateAt(name, base, epoch, warmup.value)] as const),
        }))}
        xLabel={text.epoch}
        yLabel={text.rate}
        y={[0, base * 1.05]}
        height={160}
      />
      <TrainRow label={text.train} request={request} onTrain={train} />
      {results.value.size > 0 && (
        <>
          <h2>{text.losses}</h2>
          <LineChart
            name={text.losses}
            series={SCHEDULES.flatMap((name, tone) => {
              const trained = results.value.get(name);
              return trained
                ? [
                    {
                      name: text.names[name],
                      dots: trained.trainLoss.map((loss, epoch) => [epoch, loss] as const),
                      tone,
                    },
                  ]
                : [];
            })}
            xLabel={text.epoch}
            yLabel={text.loss}
            log
            height={200}
            legend={false}
          />
          <ul class="plain-list tabular-numbers">
            {[...results.value].map(([name, { trainLoss }]) => (
              <li key={name} data-schedule={name} data-last={mean(trainLoss.slice(-LAST_EPOCHS))}>
                {text.last(text.names[name], smallNumberText(mean(trainLoss.slice(-LAST_EPOCHS))))}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
