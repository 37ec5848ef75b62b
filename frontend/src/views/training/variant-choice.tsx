import { choiceName } from "../../i18n/messages";
import { withVariantType } from "../../model/spec/edit-choices";
import type { VariantField as Field, VariantKind } from "../../model/spec/catalog";
import { fieldsOf, valueOf, variantOf, withField } from "../../model/spec/variant-fields";
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
          actions.edit((spec, catalog) => withVariantType(spec, kind, name, catalog));
        }}
      />
      {fieldsOf(kind, type, store.catalog.value).map((field) => (
        <VariantField key={`${type} ${field.name}`} kind={kind} field={field} />
      ))}
    </>
  );
}

function VariantField({ kind, field }: { readonly kind: VariantKind; readonly field: Field }) {
  const { store, actions, messages } = usePage();
  const variant = variantOf(store.spec.value, kind);
  const { label, hint } = fieldText(messages.value, field.name);
  const frame = { field: `${kind}.${field.name}`, label, hint } as const;
  const edit = (value: number | boolean | undefined) => {
    actions.edit((spec, catalog) => withField(spec, kind, field.name, value, catalog));
  };
  if (!field.range) {
    const needed = field.needs === undefined ? 1 : variant[field.needs];
    return (
      <SwitchField
        {...frame}
        value={valueOf(variant, field) === true}
        disabled={typeof needed !== "number" || needed <= 0}
        onSwitch={edit}
      />
    );
  }
  return (
    <NumberField {...frame} value={Number(valueOf(variant, field))} range={field.range} onEnter={edit} />
  );
}

function fieldText(
  text: Readonly<Record<string, unknown>>,
  name: string,
): { readonly label: string; readonly hint: string } {
  const [label, hint] = [text[`field.${name}`], text[`field.${name}.hint`]];
  return { label: typeof label === "string" ? label : name, hint: typeof hint === "string" ? hint : "" };
}
