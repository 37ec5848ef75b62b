import { percentOf } from "../../model/spec/catalog";
import { withSplit } from "../../model/spec/edit-spec";
import { NumberField } from "../controls/fields";
import { usePage } from "../page-context";

/** Percentage of the generated or uploaded data that is used for early stopping. Not for own points. */
export function ValidationField() {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  const { data } = store.spec.value;
  if (data.source === "inline") return null;
  return (
    <NumberField
      field="validationFraction"
      label={text.validationFraction}
      hint={text.validationFractionHint}
      value={Math.round(data.validationFraction * 100)}
      range={percentOf(store.catalog.value, "validationFraction")}
      onEnter={(percent = 0) => {
        actions.edit((spec) => withSplit(spec, { validationFraction: percent / 100 }));
      }}
    />
  );
}
