import { useSignal } from "@preact/signals";
import { choiceName, type Messages } from "../../i18n/messages";
import { branchSettings, specChanges, type BranchSetting } from "../../model/spec/branch-settings";
import { hint } from "../controls/hint";
import { usePage } from "../page-context";
import { plainNumber } from "../training/hyperparameter-fields";

/** "Go on from here with ..": one press makes a job that continues from the epoch on display. */
export function BranchForm() {
  const { store, branching, messages } = usePage();
  const text = messages.value;
  const name = useSignal<string>("");
  const value = useSignal<string>("");
  const spec = store.spec.value;
  const settings = branchSettings(spec, store.catalog.value);
  const setting = settings.find((each) => each.name === name.value);
  const other = setting?.values.filter((each) => each !== setting.current) ?? [];
  const chosen = other.find((each) => String(each) === value.value) ?? nextTo(setting, other);
  const branch = () => {
    const after = setting && chosen !== undefined ? setting.apply(spec, chosen) : spec;
    // The bar, and the focus in it, is about to disappear.
    document.querySelector<HTMLElement>("[data-action=play]")?.focus();
    void branching.goOn(specChanges(spec, after));
  };
  return (
    <div class="past-branch">
      <button
        type="button"
        class="plain past-go-on"
        data-action="branch"
        disabled={branching.busy.value}
        {...hint(text.goOnHint)}
        onClick={branch}
      >
        {branching.busy.value ? text.goOnStarting : text.goOn}
      </button>
      <span>{text.goOnWith}</span>
      <span class="select">
        <select
          aria-label={text.goOnSetting}
          value={name.value}
          onChange={({ currentTarget }) => {
            name.value = currentTarget.value;
            value.value = "";
          }}
        >
          <option value="">{text.goOnSame}</option>
          {settings.map((each) => (
            <option key={each.name} value={each.name} selected={each.name === name.value}>
              {text[each.name]}
            </option>
          ))}
        </select>
      </span>
      {setting && (
        <span class="select">
          <select
            aria-label={text.goOnValue(text[setting.name])}
            value={String(chosen)}
            onChange={({ currentTarget }) => {
              value.value = currentTarget.value;
            }}
          >
            {other.map((each) => (
              <option key={each} value={String(each)} selected={each === chosen}>
                {valueName(setting, each, text)}
              </option>
            ))}
          </select>
        </span>
      )}
    </div>
  );
}

/** The next larger number, or the first other choice. */
function nextTo(setting: BranchSetting | undefined, other: readonly (number | string)[]) {
  const larger = other.find((each) => setting && Number(each) > Number(setting.current));
  return larger ?? other[0];
}

function valueName({ name }: BranchSetting, value: number | string, text: Messages): string {
  if (typeof value === "number") return plainNumber(value);
  return name === "optimizer" || name === "activation" || name === "regularization"
    ? choiceName(text, name, value)
    : value;
}
