import type { ComponentChildren } from "preact";

/** A button with a word; `main` marks the most important one of a group. */
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
      disabled={disabled}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
