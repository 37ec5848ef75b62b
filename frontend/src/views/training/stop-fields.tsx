import type { Stop } from "../../model/training/job";
import { NumberField } from "../controls/fields";
import { usePage } from "../page-context";

/** The conditions with their names among the catalogue's ranges, where `patience` belongs to the plateau schedule. */
const CONDITIONS = [
  ["epochs", "epochs"],
  ["targetTestLoss", "targetTestLoss"],
  ["patience", "stopPatience"],
  ["maxSeconds", "maxSeconds"],
] as const satisfies readonly (readonly [keyof Stop, string])[];

/** Conditions that pause the training; an empty field means no condition. */
export function StopFields() {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  return (
    <>
      {CONDITIONS.map(([condition, range]) => (
        <NumberField
          key={condition}
          field={`stop.${condition}`}
          label={text[`stop.${condition}`]}
          hint={text[`stop.${condition}.hint`]}
          value={store.stop.value[condition]}
          range={store.catalog.value.ranges[range]}
          placeholder={text.never}
          onEnter={(value) => {
            actions.setStopConditions({ [condition]: value });
          }}
        />
      ))}
    </>
  );
}
