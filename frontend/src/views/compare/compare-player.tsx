import { COMPARE_TEXTS } from "../../i18n/compare";
import { epochDigits, lossText } from "../../render/format";
import type { Comparison } from "../../state/compare/comparison";
import { Icon } from "../controls/icons";
import { useTexts } from "../course/course-context";
import { useSettingTexts } from "../experiments/use-setting-texts";
import { PastBar } from "../past/past-bar";
import { TimeLineSlider } from "../past/time-line-slider";
import { letterOf } from "./compared-column";

/** Plays, pauses, steps and resets all networks together, and goes through their past together. */
export function ComparePlayer({ comparison }: { readonly comparison: Comparison }) {
  const text = useTexts(COMPARE_TEXTS);
  const playing = comparison.playing.value;
  const { messages } = useSettingTexts();
  const { timeLine } = comparison;
  const epoch = timeLine.position.value;
  const { zeros, digits } = epochDigits(epoch);
  const describe = (past: number) => {
    const losses = comparison.jobs.value.map(({ curve }, at) => {
      const { test, length } = curve.value;
      return `${letterOf(at)} ${lossText(test[Math.min(past, length - 1)] ?? undefined)}`;
    });
    const [of, last] = [past, timeLine.last.value].map((each) => epochDigits(each).digits);
    return text.timeLineAt(of ?? "", last ?? "", losses.join(", "));
  };
  const lost = comparison.connection.value.type === "lost";
  return (
    <div class="compare-player" role="group" aria-label={text.player}>
      <div class="compare-buttons">
        <button
          type="button"
          class="quiet round"
          data-action="reset"
          aria-label={text.reset}
          title={text.reset}
          onClick={() => {
            void comparison.reset();
          }}
        >
          <Icon name="reset" size={24} />
        </button>
        <button
          type="button"
          class="play"
          data-action="play"
          aria-label={playing ? text.pause : text.play}
          title={playing ? text.pause : text.play}
          onClick={() => {
            void (playing ? comparison.pause() : comparison.play());
          }}
        >
          <Icon name={playing ? "pause" : "play"} size={28} />
        </button>
        <button
          type="button"
          class="quiet round"
          data-action="step"
          aria-label={text.step}
          title={text.step}
          onClick={() => {
            void comparison.step();
          }}
        >
          <Icon name="step" size={24} />
        </button>
        <div class="compare-epoch">
          <span class="label">{text.epoch}</span>
          <span class="tabular-numbers" data-testid="epoch" data-epoch={epoch}>
            <span class="leading-zero">{zeros}</span>
            {digits}
          </span>
        </div>
      </div>
      <TimeLineSlider timeLine={timeLine} text={messages} describe={describe} sentence={text.timeLineHint} />
      <div class="compare-state">
        {timeLine.entered.value ? (
          <PastBar timeLine={timeLine} text={messages} />
        ) : (
          <p class="stage-note" role="status">
            {lost
              ? text.lost
              : playing
                ? text.trainingNow
                : epoch > 0 && !comparison.busy.value
                  ? text.pausedAt(digits)
                  : ""}
          </p>
        )}
      </div>
    </div>
  );
}
