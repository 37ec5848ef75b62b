import type { LandscapeTexts } from "../../i18n/landscape";
import type { Theme } from "../../model/address/view-settings";
import { css } from "../../render/colours";
import { twoDigitText } from "../../render/format";
import { BANDS, landscapeColour } from "../../render/landscape-map";
import { heightOf, lossOf, type LossScale } from "../../render/loss-scale";

const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** The colour scale with losses, the loss of the network, and the marks of the path. */
export function LandscapeLegend({
  scale,
  theme,
  now,
  hasPath,
  text,
}: {
  readonly scale: LossScale;
  readonly theme: Theme;
  /** The loss of the network; undefined if it is not finite. */
  readonly now: number | undefined;
  readonly hasPath: boolean;
  readonly text: LandscapeTexts;
}) {
  const stops = Array.from({ length: BANDS + 1 }, (_, at) => css(landscapeColour(theme, at / BANDS)));
  return (
    <div class="landscape-legend" data-legend>
      <p class="landscape-legend-name">
        {text.legend}
        <span>{scale.logarithmic ? text.logarithmic : ""}</span>
      </p>
      <div class="landscape-scale" style={{ background: `linear-gradient(to right, ${stops.join(", ")})` }}>
        {now !== undefined && (
          <span
            class="landscape-scale-now"
            style={{ left: `${String(100 * heightOf(scale, now))}%` }}
            aria-hidden="true"
          />
        )}
      </div>
      <ul class="landscape-ticks tabular-numbers">
        {TICKS.map((height) => (
          <li key={height}>{twoDigitText(lossOf(scale, height))}</li>
        ))}
      </ul>
      <ul class="landscape-marks">
        <li>
          <svg width={14} height={14} aria-hidden="true">
            <circle class="landscape-here" cx={7} cy={7} r={5.5} />
          </svg>
          {text.here}
        </li>
        <li class={hasPath ? undefined : "landscape-absent"}>
          <svg width={24} height={14} aria-hidden="true">
            <path class="landscape-path-line" d="M10 7H24" />
            <circle class="landscape-start" cx={7} cy={7} r={5} />
          </svg>
          {text.start}
        </li>
      </ul>
    </div>
  );
}
