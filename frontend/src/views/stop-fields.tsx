import type { Stop } from "../model/job";
import { NumberField } from "./fields";
import { usePage } from "./page-context";

const CONDITIONS = [
  "epochs",
  "targetTestLoss",
  "patience",
  "maxSeconds",
] as const satisfies readonly (keyof Stop)[];

/** When the training pauses by itself; an empty box is no condition. */
export function StopFields() {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  return (
    <>
      {CONDITIONS.map((condition) => (
        <NumberField
          key={condition}
          field={`stop.${condition}`}
          label={text[`stop.${condition}`]}
          hint={text[`stop.${condition}.hint`]}
          value={store.stop.value[condition]}
          range={
            condition === "epochs" || condition === "patience"
              ? store.catalog.value.ranges["epochs"]
              : undefined
          }
          placeholder={text.never}
          onEnter={(value) => {
            actions.stopWhen({ [condition]: value });
          }}
        />
      ))}
    </>
  );
}
