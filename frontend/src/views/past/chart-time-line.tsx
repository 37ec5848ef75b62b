import type { Messages } from "../../i18n/messages";
import { LIVE_FIELDS } from "../../model/spec/live-fields";
import type { PastChange } from "../../model/training/past-server";
import { epochDigits, lossText, numberText } from "../../render/format";
import { usePage } from "../page-context";
import { BranchForm } from "./branch-form";
import { PastBar } from "./past-bar";
import { TimeLineSlider } from "./time-line-slider";

/**
 * All epochs of the run, on the axis of the chart above: it takes no room of its own, so nothing moves when it appears.
 *
 * @param axisEnd last epoch of the chart's axis, which may be longer than the run
 * @param top of the axis; CSS pixels from the top of the chart
 */
export function ChartTimeLine({ axisEnd, top }: { readonly axisEnd: number; readonly top: number }) {
  const { store, timeLine, pastChanges, messages } = usePage();
  const text = messages.value;
  if (!timeLine.available.value) return null;
  const marks = pastChanges.value.map((change) => ({ epoch: change.epoch, title: changeText(change, text) }));
  const describe = (epoch: number) => {
    const { train, test } = store.curve.value;
    const showsTest = !store.hidden.value.has("percTrainData");
    return [
      text.timeLineAt(
        epochDigits(epoch).digits,
        epochDigits(timeLine.last.value).digits,
        lossText(train[epoch] ?? undefined),
        showsTest ? lossText(test[epoch] ?? undefined) : undefined,
      ),
      ...marks.filter((mark) => mark.epoch === epoch).map(({ title }) => title),
    ].join(". ");
  };
  const run = Math.min(timeLine.last.value / Math.max(axisEnd, 1), 1);
  return (
    <>
      <TimeLineSlider
        timeLine={timeLine}
        text={text}
        describe={describe}
        sentence={text.timeLineHint}
        marks={marks}
        style={{ top: `${String(top)}px`, "--run": String(run) }}
      />
      {timeLine.entered.value && (
        <PastBar timeLine={timeLine} text={text} note={text.pastLocked}>
          {!store.readOnly.value && <BranchForm />}
        </PastBar>
      )}
    </>
  );
}

function changeText({ settings, parameters }: PastChange, text: Messages): string {
  const changed = LIVE_FIELDS.flatMap((field) => {
    const value = settings[field];
    return value === undefined ? [] : [text.changedTo(text[field], numberText(value))];
  });
  return [...changed, ...(parameters ? [text.changedParameters] : [])].join(", ");
}
