import { useEffect, useRef } from "preact/hooks";
import type { Messages } from "../../i18n/messages";
import type { TimeLine } from "../../state/past/time-line";
import { epochDigits } from "../../render/format";
import { hint } from "../controls/hint";

export interface TimeLineMark {
  readonly epoch: number;
  readonly title: string;
}

/** The slider of all epochs. In the present it says no more than the epoch, which changes while the training runs. */
export function TimeLineSlider({
  timeLine,
  text,
  describe,
  sentence,
  marks = [],
  style,
}: {
  readonly timeLine: TimeLine;
  readonly text: Messages;
  /** An epoch of the past for screen readers. */
  readonly describe: (epoch: number) => string;
  /** What the slider is for. */
  readonly sentence: string;
  readonly marks?: readonly TimeLineMark[];
  readonly style?: Readonly<Record<string, string>>;
}) {
  const slider = useRef<HTMLInputElement>(null);
  const entered = timeLine.entered.value;
  useEffect(() => {
    // On a phone the controls of the past would cover it.
    if (entered) slider.current?.scrollIntoView({ block: "nearest" });
  }, [entered]);
  const last = timeLine.last.value;
  const position = timeLine.position.value;
  const share = (epoch: number) => `${String((100 * epoch) / Math.max(last, 1))}%`;
  return (
    <div class={entered ? "time-line time-line-past" : "time-line"} style={style}>
      <div class="time-line-marks" aria-hidden="true">
        {marks.map(({ epoch, title }, at) => (
          <span key={at} title={title} style={{ left: share(epoch) }} />
        ))}
      </div>
      <input
        ref={slider}
        type="range"
        min={0}
        max={last}
        value={position}
        disabled={!timeLine.available.value}
        aria-label={text.timeLine}
        aria-valuetext={entered ? describe(position) : text.timeLinePresent(epochDigits(last).digits)}
        {...hint(sentence)}
        style={{ "--share": share(position) }}
        onInput={({ currentTarget }) => {
          timeLine.show(currentTarget.valueAsNumber);
        }}
      />
    </div>
  );
}

/** For a control that is about to disappear with the past. */
export function focusTimeLine(): void {
  document.querySelector<HTMLElement>(".time-line input")?.focus();
}
