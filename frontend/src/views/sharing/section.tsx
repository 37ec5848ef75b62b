import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";

/** A part of the dialog that opens on request. Its content exists while it is open. */
export function Section({
  name,
  title,
  children,
}: {
  /** Prefix of its class. */
  readonly name: string;
  readonly title: string;
  readonly children: () => ComponentChildren;
}) {
  const open = useSignal(false);
  return (
    <details
      class={`share-section ${name}-section`}
      onToggle={({ currentTarget, target }) => {
        if (target === currentTarget) open.value = currentTarget.open;
      }}
    >
      <summary>{title}</summary>
      {open.value && children()}
    </details>
  );
}
