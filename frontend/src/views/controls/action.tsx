import type { ComponentChildren } from "preact";
import { pressable } from "./pressable";

/** A button with a word; `main` marks the most important one of a group. It keeps the focus while it is disabled. */
export function Action({
  name,
  main = false,
  disabled = false,
  onPress,
  children,
}: {
  readonly name: string;
  readonly main?: boolean;
  readonly disabled?: boolean;
  readonly onPress: () => void;
  readonly children: ComponentChildren;
}) {
  return (
    <button
      type="button"
      class={main ? "action action-main" : "action"}
      data-action={name}
      {...pressable(!disabled, onPress)}
    >
      {children}
    </button>
  );
}
