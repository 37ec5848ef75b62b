import { COMPARE_TEXTS } from "../../i18n/compare";
import { epochDigits } from "../../render/format";
import type { Comparison } from "../../state/compare/comparison";
import { Icon } from "../controls/icons";
import { useTexts } from "../course/course-context";

/** Plays, pauses, steps and resets all networks together. */
export function ComparePlayer({ comparison }: { readonly comparison: Comparison }) {
  const text = useTexts(COMPARE_TEXTS);
  const playing = comparison.playing.value;
  const epoch = Math.max(...comparison.jobs.value.map(({ frame }) => frame.value?.epoch ?? 0));
  const { zeros, digits } = epochDigits(epoch);
  const lost = comparison.connection.value.type === "lost";
  return (
    <div class="compare-player" role="group" aria-label={text.player}>
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
      <p class="stage-note" role="status">
        {lost
          ? text.lost
          : playing
            ? text.trainingNow
            : epoch > 0 && !comparison.busy.value
              ? text.pausedAt(digits)
              : ""}
      </p>
    </div>
  );
}
