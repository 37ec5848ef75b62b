import { withDropout } from "../../model/spec/edit-choices";
import { hiddenLayers } from "../../model/spec/spec";
import { NumberField } from "../controls/fields";
import { usePage } from "../page-context";

/** One field for every hidden layer. */
export function DropoutFields() {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  return (
    <>
      {hiddenLayers(store.spec.value).map(({ dropout }, index) => (
        <NumberField
          key={index}
          field={`dropout.${String(index)}`}
          label={text.dropoutOfLayer(index + 1)}
          hint={text.dropoutHint}
          value={dropout}
          range={store.catalog.value.ranges["dropout"]}
          onEnter={(share = 0) => {
            actions.edit((spec) => withDropout(spec, index, share));
          }}
        />
      ))}
    </>
  );
}
