import { choiceName } from "../../i18n/messages";
import { withVariantType } from "../../model/spec/edit-choices";
import {
  fieldsOf,
  valueOf,
  variantOf,
  withField,
  type VariantField,
  type VariantKind,
} from "../../model/spec/variant-fields";
import { NumberField, SelectField, SwitchField } from "../controls/fields";
import { usePage } from "../page-context";

/** Selects a variant, with fields for its own parameters. */
export function VariantChoice({
  kind,
  names,
}: {
  readonly kind: VariantKind;
  readonly names: readonly string[];
}) {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  const { type } = variantOf(store.spec.value, kind);
  return (
    <>
      <SelectField
        field={kind}
        label={text[kind]}
        hint={text[`${kind}Hint`]}
        value={type}
        choices={names}
        nameOf={(name) => choiceName(text, kind, name)}
        onChoose={(name) => {
          actions.edit((spec) => withVariantType(spec, kind, name));
        }}
      />
      {fieldsOf(kind, type).map((field) => (
        <VariantField key={`${type} ${field.name}`} kind={kind} field={field} />
      ))}
    </>
  );
}

function VariantField({ kind, field }: { readonly kind: VariantKind; readonly field: VariantField }) {
  const { store, actions, messages } = usePage();
  const variant = variantOf(store.spec.value, kind);
  const { label, hint } = fieldText(messages.value, field.name);
  const frame = { field: `${kind}.${field.name}`, label, hint } as const;
  if ("needs" in field) {
    const needed = variant[field.needs];
    return (
      <SwitchField
        {...frame}
        value={valueOf(variant, field) === true}
        disabled={typeof needed !== "number" || needed <= 0}
        onSwitch={(on) => {
          actions.edit((spec) => withField(spec, kind, field.name, on));
        }}
      />
    );
  }
  return (
    <NumberField
      {...frame}
      value={Number(valueOf(variant, field))}
      range={store.catalog.value.ranges[field.range]}
      onEnter={(value) => {
        actions.edit((spec) => withField(spec, kind, field.name, value));
      }}
    />
  );
}

function fieldText(
  text: Readonly<Record<string, unknown>>,
  name: string,
): { readonly label: string; readonly hint: string } {
  const [label, hint] = [text[`field.${name}`], text[`field.${name}.hint`]];
  return { label: typeof label === "string" ? label : name, hint: typeof hint === "string" ? hint : "" };
}
