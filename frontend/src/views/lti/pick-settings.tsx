import { LTI_TEXTS } from "../../i18n/lti";
import { Action } from "../controls/action";
import { Choice } from "../controls/choice";
import { useCourse, useTexts } from "../course/course-context";
import { allowedAttempts, pathWithGoal, withPickedGoal, type Pick } from "./pick";
import { PickGoal } from "./pick-goal";
import { PickPicture } from "./pick-picture";

/** A picked activity: its title, for an exercise whether it is graded, and the number of attempts. */
export function PickSettings({
  number,
  pick,
  lineItems,
  onChange,
  onRemove,
}: {
  readonly number: number;
  readonly pick: Pick;
  readonly lineItems: boolean;
  readonly onChange: (changed: Pick) => void;
  readonly onRemove: () => void;
}) {
  const { place } = useCourse();
  const { picker: text, goal: goalText } = useTexts(LTI_TEXTS);
  const id = `pick-${String(number)}`;
  return (
    <fieldset class="pick-settings" data-picked={pick.path}>
      <legend>{text.activity(number)}</legend>
      <PickPicture path={pick.path} picture={pick.picture} />
      <div class="pick-fields">
        <label for={`${id}-title`}>{text.name}</label>
        <input
          id={`${id}-title`}
          type="text"
          class="text-input"
          required
          maxLength={200}
          value={pick.title}
          onInput={({ currentTarget }) => {
            onChange({ ...pick, title: currentTarget.value });
          }}
        />
        {pick.kind === "playground" && pick.path.startsWith("/#") && (
          <PickGoal
            id={id}
            goal={pick.goal}
            text={goalText}
            onChange={(goal) => {
              onChange(withPickedGoal(pick, goal, lineItems));
            }}
          />
        )}
        {(pick.kind === "exercise" || pick.goal) && lineItems && (
          <>
            <Choice
              name={`${id}-mode`}
              label={text.mode}
              value={pick.mode}
              choices={["practice", "graded"]}
              nameOf={(mode) => text.modes[mode]}
              onChoose={(mode) => {
                onChange({ ...pick, mode });
              }}
            />
            <p class="section-hint">{pick.goal ? text.goalHints[pick.mode] : text.modeHints[pick.mode]}</p>
          </>
        )}
        {pick.mode === "graded" && (
          <>
            <label for={`${id}-attempts`}>{text.attempts}</label>
            <input
              id={`${id}-attempts`}
              type="number"
              class="text-input"
              min={1}
              max={20}
              value={pick.attempts}
              onChange={({ currentTarget }) => {
                const attempts = allowedAttempts(currentTarget.valueAsNumber);
                currentTarget.value = String(attempts);
                onChange({ ...pick, attempts });
              }}
            />
          </>
        )}
        <div class="stage-row">
          <a href={`${place.home}${pathWithGoal(pick).slice(1)}`} target="_blank" rel="noopener">
            {text.look}
          </a>
          <Action name="remove" onPress={onRemove}>
            {text.remove}
          </Action>
        </div>
      </div>
    </fieldset>
  );
}
