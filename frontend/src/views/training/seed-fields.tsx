import { withSeed, type SeedPurpose } from "../../model/spec/edit-choices";
import type { FormField } from "../../model/training/problem";
import { dataSeed, weightSeed } from "../../model/spec/spec";
import { NumberField } from "../controls/fields";
import { usePage } from "../page-context";

/** The seeds of data, weights and training. */
export function SeedFields() {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  const spec = store.spec.value;
  const seeds: readonly (readonly [SeedPurpose, FormField, number | undefined])[] = [
    ["data", "dataSeed", dataSeed(spec)],
    ["weights", "initializer.seed", weightSeed(spec)],
    ["training", "trainSeed", spec.training.seed],
  ];
  return (
    <>
      {seeds.map(
        ([of, field, seed]) =>
          seed !== undefined && (
            <NumberField
              key={of}
              field={field}
              label={text[`seed.${of}`]}
              hint={text[`seed.${of}.hint`]}
              value={seed}
              range={store.catalog.value.ranges["seed"]}
              onEnter={(entered) => {
                if (entered !== undefined) actions.edit((before) => withSeed(before, of, entered));
              }}
            />
          ),
      )}
    </>
  );
}
