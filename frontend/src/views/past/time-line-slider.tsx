import { useEffect, useRef } from "preact/hooks";
import type { Messages } from "../../i18n/messages";
import type { PastChange } from "../../model/training/past-server";
import { epochDigits, lossText, numberText } from "../../render/format";
import { LIVE_FIELDS } from "../../model/spec/live-fields";
import { hint } from "../controls/hint";
import { usePage } from "../page-context";
import { PastBar } from "./past-bar";

/**
 * All epochs of the run, on the axis of the chart above: it takes no room of its own, so nothing moves when it appears.
 *
 * @param axisEnd last epoch of the chart's axis, which may be longer than the run
 * @param top of the axis; CSS pixels from the top of the chart
 */
export function TimeLineSlider({ axisEnd, top }: { readonly axisEnd: number; readonly top: number }) {
  const { store, timeLine, messages } = usePage();
  const text = messages.value;
  const slider = useRef<HTMLInputElement>(null);
  const entered = store.past.value !== undefined;
  useEffect(() => {
    // On a phone the bar would cover it.
    if (entered) slider.current?.scrollIntoView({ block: "nearest" });
  }, [entered]);
  if (!timeLine.available.value) return null;
  const last = timeLine.last.value;
  const position = timeLine.position.value;
  const changes = timeLine.changes.value;
  return (
    <>
      <div
        class={entered ? "time-line time-line-past" : "time-line"}
        style={{ top: `${String(top)}px`, "--run": String(Math.min(last / Math.max(axisEnd, 1), 1)) }}
      >
        <div class="time-line-marks" aria-hidden="true">
          {changes.map((change, at) => (
            <span
              key={at}
              title={changeText(change, text)}
              style={{ left: `${String((100 * change.epoch) / last)}%` }}
            />
          ))}
        </div>
        <input
          ref={slider}
          type="range"
          min={0}
          max={last}
          value={position}
          aria-label={text.timeLine}
          aria-valuetext={entered ? pastText(position) : text.timeLinePresent(epochDigits(last).digits)}
          {...hint(text.timeLineHint)}
          style={{ "--share": `${String((100 * position) / last)}%` }}
          onInput={({ currentTarget }) => {
            timeLine.show(currentTarget.valueAsNumber);
          }}
        />
      </div>
      {entered && <PastBar />}
    </>
  );

  function pastText(epoch: number): string {
    const { train, test } = store.curve.value;
    const showsTest = !store.hidden.value.has("percTrainData");
    const here = changes.filter((change) => change.epoch === epoch).map((change) => changeText(change, text));
    return [
      text.timeLineAt(
        epochDigits(epoch).digits,
        epochDigits(last).digits,
        lossText(train[epoch] ?? undefined),
        showsTest ? lossText(test[epoch] ?? undefined) : undefined,
      ),
      ...here,
    ].join(". ");
  }
}

function changeText({ settings, parameters }: PastChange, text: Messages): string {
  const changed = LIVE_FIELDS.flatMap((field) => {
    const value = settings[field];
    return value === undefined ? [] : [text.changedTo(text[field], numberText(value))];
  });
  return [...changed, ...(parameters ? [text.changedParameters] : [])].join(", ");
}
