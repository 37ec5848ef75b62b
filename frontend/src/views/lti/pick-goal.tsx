import type { LTI_TEXTS } from "../../i18n/lti";
import { LOCKS, type Goal, type Lock } from "../../model/goal/goal";
import { Choice } from "../controls/choice";

/** What a teacher can choose as a training goal. */
const KINDS = ["none", "testLoss", "trainLoss", "overfit"] as const;
type Kind = (typeof KINDS)[number];

const USUAL_LOSS = 0.05;
/** The gap between test loss and training loss that counts as overfitting. */
const OVERFIT = 0.2;

/** The training goal of a picked playground. */
export function PickGoal({
  id,
  goal,
  text,
  onChange,
}: {
  readonly id: string;
  readonly text: (typeof LTI_TEXTS)["en"]["goal"];
  readonly goal: Goal | undefined;
  readonly onChange: (goal: Goal | undefined) => void;
}) {
  const kind = kindOf(goal);
  const loss = goal?.goals.at(-1)?.atMost ?? USUAL_LOSS;
  const change = (changed: Partial<Goal>) => {
    if (goal) onChange({ ...goal, ...changed });
  };
  return (
    <>
      <Choice
        name={`${id}-goal`}
        label={text.pick}
        value={kind}
        choices={KINDS}
        nameOf={(each) => text.kinds[each]}
        onChoose={(each) => {
          const begun: Goal = goal ?? { goals: [], limits: {}, locks: ["data", "parameters"] };
          onChange(each === "none" ? undefined : { ...begun, goals: targetsOf(each, loss) });
        }}
      />
      {goal && kind !== "none" && (
        <>
          {kind === "overfit" && <p class="section-hint">{text.overfitHint}</p>}
          <label for={`${id}-loss`}>{text.value[kind]}</label>
          <input
            id={`${id}-loss`}
            type="number"
            class="text-input"
            min={0}
            step="any"
            value={loss}
            onChange={({ currentTarget }) => {
              const typed = currentTarget.valueAsNumber;
              const valid = typed >= 0 ? typed : USUAL_LOSS;
              currentTarget.value = String(valid);
              change({ goals: targetsOf(kind, valid) });
            }}
          />
          <label for={`${id}-neurons`}>{text.most}</label>
          <input
            id={`${id}-neurons`}
            type="number"
            class="text-input"
            min={0}
            value={goal.limits.neurons ?? ""}
            onChange={({ currentTarget }) => {
              const typed = Math.round(currentTarget.valueAsNumber);
              change({ limits: typed >= 0 ? { neurons: typed } : {} });
            }}
          />
          <fieldset class="pick-locks">
            <legend>{text.locked}</legend>
            {LOCKS.map((lock) => (
              <label key={lock} class="check">
                <input
                  type="checkbox"
                  data-lock={lock}
                  checked={goal.locks.includes(lock)}
                  onChange={({ currentTarget: { checked } }) => {
                    change({ locks: withLock(goal.locks, lock, checked) });
                  }}
                />
                {text.locks[lock]}
              </label>
            ))}
          </fieldset>
        </>
      )}
    </>
  );
}

function kindOf(goal: Goal | undefined): Kind {
  const metric = goal?.goals[0]?.metric;
  return metric === undefined ? "none" : metric === "lossGap" ? "overfit" : metric;
}

function targetsOf(kind: Exclude<Kind, "none">, loss: number): Goal["goals"] {
  return kind === "overfit"
    ? [
        { metric: "lossGap", atLeast: OVERFIT },
        { metric: "testLoss", atMost: loss },
      ]
    : [{ metric: kind, atMost: loss }];
}

function withLock(locks: readonly Lock[], lock: Lock, locked: boolean): readonly Lock[] {
  return LOCKS.filter((each) => (each === lock ? locked : locks.includes(each)));
}
