import { choiceName } from "../../i18n/messages";
import {
  amountRange,
  NO_CORRUPTION,
  withCorruptionAmount,
  withCorruptionType,
  withTarget,
} from "../../model/data/target";
import { isAutoencoder } from "../../model/spec/spec";
import { NumberField, SelectField } from "../controls/fields";
import { usePage } from "../page-context";

/** What the network learns to output, and how the inputs of its training are disturbed. */
export function TargetFields() {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  const spec = store.spec.value;
  const catalog = store.catalog.value;
  const { corruption } = spec.data;
  return (
    <>
      <SelectField
        field="target"
        label={text.target}
        hint={text.targetHint}
        value={isAutoencoder(spec) ? "input" : "label"}
        choices={catalog.targets}
        nameOf={(name) => choiceName(text, "target", name)}
        disabled={spec.model === "rbm"}
        onChoose={(name) => {
          actions.edit((before) => withTarget(before, name, catalog));
        }}
      />
      <SelectField
        field="corruption"
        label={text.corruption}
        hint={text.corruptionHint}
        value={corruption?.type ?? NO_CORRUPTION}
        choices={catalog.corruptions}
        nameOf={(name) => choiceName(text, "corruption", name)}
        onChoose={(name) => {
          actions.edit((before) => withCorruptionType(before, name, catalog));
        }}
      />
      {corruption && (
        <NumberField
          field="corruptionAmount"
          label={corruption.type === "gaussian" ? text["field.standardDeviation"] : text.corruptionShare}
          hint={corruption.type === "gaussian" ? text.corruptionNoiseHint : text.corruptionShareHint}
          value={corruption.amount}
          range={amountRange(corruption.type, catalog)}
          onEnter={(amount = catalog.ranges["corruptionAmount"]?.default ?? 0) => {
            actions.edit((before) => withCorruptionAmount(before, amount));
          }}
        />
      )}
    </>
  );
}
