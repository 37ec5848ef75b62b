import { withData } from "../../model/spec/edit-spec";
import { NumberField } from "../controls/fields";
import { usePage } from "../page-context";

/** Share of generated data that judges when to stop. Own points are as they are. */
export function ValidationField() {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  const { data } = store.spec.value;
  if (data.source !== "generated") return null;
  return (
    <NumberField
      field="validationFraction"
      label={text.validationFraction}
      hint={text.validationFractionHint}
      value={Math.round(data.validationFraction * 100)}
      range={{ minimum: 0, maximum: 90, integer: true }}
      onEnter={(percent = 0) => {
        actions.edit((spec) => withData(spec, { validationFraction: percent / 100 }));
      }}
    />
  );
}
