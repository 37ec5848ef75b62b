import type { ComponentChildren } from "preact";
import type { Messages } from "../../i18n/messages";
import { epochDigits } from "../../render/format";
import { PAST_SPEEDS, type TimeLine } from "../../state/past/time-line";
import { hint } from "../controls/hint";
import { Icon } from "../controls/icons";
import { focusTimeLine } from "./time-line-slider";

/** Says that the past is on display; plays and leaves it. */
export function PastBar({
  timeLine,
  text,
  note,
  children,
}: {
  readonly timeLine: TimeLine;
  readonly text: Messages;
  /** What is different in the past. */
  readonly note?: string;
  /** What else can be done there. */
  readonly children?: ComponentChildren;
}) {
  const { playing, speed } = timeLine;
  const [at, last] = [timeLine.position.value, timeLine.last.value].map((epoch) => epochDigits(epoch).digits);
  return (
    <div class="past-bar" role="group" aria-label={text.pastView}>
      <p class="past-shown">
        <b class="tabular-numbers" data-testid="past-epoch">
          {text.pastEpoch(at ?? "", last ?? "")}
        </b>
        <span role="status">
          {text.pastShown} {note && <span class="past-locked">{note}</span>}
        </span>
      </p>
      <div class="past-player">
        {(["backward", "forward"] as const).map((direction) => {
          const plays = playing.value === direction;
          const name = direction === "backward" ? text.pastBackward : text.pastForward;
          return (
            <button
              key={direction}
              type="button"
              class={`quiet round past-${direction}`}
              aria-label={plays ? text.pastPause : name}
              data-action={`past-${direction}`}
              {...hint(plays ? text.pastPause : name)}
              onClick={() => {
                if (plays) timeLine.pause();
                else timeLine.play(direction);
              }}
            >
              <Icon name={plays ? "pause" : "play"} />
            </button>
          );
        })}
        <span class="select past-speed">
          <select
            aria-label={text.pastSpeed}
            value={String(speed.value)}
            onChange={({ currentTarget }) => {
              speed.value = Number(currentTarget.value);
            }}
          >
            {PAST_SPEEDS.map((epochs) => (
              <option key={epochs} value={String(epochs)} selected={epochs === speed.value}>
                {text.pastSpeedName(String(epochs))}
              </option>
            ))}
          </select>
        </span>
      </div>
      {children}
      <button
        type="button"
        class="plain past-leave"
        data-action="present"
        onClick={() => {
          focusTimeLine();
          timeLine.showPresent();
        }}
      >
        {text.backToPresent}
      </button>
    </div>
  );
}
