import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Address } from "../../model/address/address";
import {
  hiddenControls,
  HIDEABLE_CONTROLS,
  HIDEABLE_GROUPS,
  withHiddenControls,
  type HideableControl,
} from "../../model/address/hide-flags";
import { frameCode, frameLink } from "../../model/address/share";
import { addressWithGoal, goalOf } from "../../model/goal/goal";
import type { GoalChoice } from "../goal/goal-choice";
import { usePage } from "../page-context";
import { CopyableText } from "./copyable-text";
import { EmbedPreview } from "./embed-preview";

/** Widths of a frame that the dialog offers; CSS pixels. */
const WIDTHS = [320, 480, 640, 800, 1000, 1200] as const;
/** Width of the preview of a frame without a fixed width; CSS pixels. */
const USUAL_WIDTH = 800;
/** The narrowest width of each arrangement of the page, which needs the largest height; CSS pixels. */
const NARROWEST_WIDTHS = [320, 700, 1100] as const;

/** Loaded with this section only. */
function GoalPart(props: Parameters<typeof GoalChoice>[0]) {
  const part = useSignal<typeof GoalChoice | undefined>(undefined);
  useEffect(() => {
    void import("../goal/goal-choice").then((module) => (part.value = module.GoalChoice));
  }, []);
  const Part = part.value;
  return Part ? <Part {...props} /> : null;
}

/** HTML that embeds the playground in another page: what its readers can change, its size, and a preview. */
export function EmbedSection({ address }: { readonly address: Address }) {
  const text = usePage().messages.value;
  const hidden = useSignal(hiddenControls(address));
  const width = useSignal<number | undefined>(undefined);
  const height = useSignal<number | undefined>(undefined);
  const goal = useSignal(goalOf(address.unknown));
  const source = frameLink(location, addressWithGoal(withHiddenControls(address, hidden.value), goal.value));
  const show = (control: HideableControl, shown: boolean) => {
    const changed = new Set(hidden.value);
    if (shown) changed.delete(control);
    else changed.add(control);
    hidden.value = changed;
  };
  return (
    <div class="embed-parts">
      <div class="embed-controls">
        <p class="section-hint">{text.shareShownHint}</p>
        {HIDEABLE_GROUPS.map((group) => (
          <fieldset key={group}>
            <legend>{text[`shareShown.${group}`]}</legend>
            {HIDEABLE_CONTROLS[group].map((control) => (
              <label key={control} class="check">
                <input
                  type="checkbox"
                  name={`show-${control}`}
                  checked={!hidden.value.has(control)}
                  onChange={({ currentTarget }) => {
                    show(control, currentTarget.checked);
                  }}
                />
                {text[`shareShown.${control}`]}
              </label>
            ))}
          </fieldset>
        ))}
        <GoalPart goal={goal.value} source={source} onChange={(changed) => (goal.value = changed)} />
      </div>
      <div class="embed-result">
        <div class="embed-size">
          <label>
            {text.frameWidth}
            <select
              data-testid="frame-width"
              value={String(width.value ?? "")}
              onChange={({ currentTarget }) => {
                width.value = currentTarget.value === "" ? undefined : Number(currentTarget.value);
              }}
            >
              <option value="">{text.frameAnyWidth}</option>
              {WIDTHS.map((pixels) => (
                <option key={pixels} value={String(pixels)}>
                  {text.pixels(pixels)}
                </option>
              ))}
            </select>
          </label>
          <span data-testid="frame-height" data-height={height.value}>
            {height.value !== undefined && text.frameHeight(height.value)}
          </span>
        </div>
        <EmbedPreview
          // Another spec needs other content.
          key={JSON.stringify(address.spec)}
          source={source}
          width={width.value ?? USUAL_WIDTH}
          measuredWidths={width.value === undefined ? NARROWEST_WIDTHS : [width.value]}
          height={height.value}
          onHeight={(pixels) => (height.value = pixels)}
        />
        <CopyableText
          name={text.shareFrame}
          text={
            height.value === undefined
              ? ""
              : frameCode(source, text.title, { width: width.value, height: height.value })
          }
          what="frame"
          rows={4}
        />
        <a class="share-open" href={source} target="_blank" rel="noopener">
          {text.shareOpenFrame}
        </a>
      </div>
    </div>
  );
}
