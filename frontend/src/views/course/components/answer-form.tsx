import type { ComponentChildren } from "preact";

/**
 * Fields that are checked together when Enter is pressed in one of them. The browser submits nothing: sandboxed frames
 * block the submission of forms. So a button inside is of the type "button" and calls the check itself.
 */
export function AnswerForm({
  class: className,
  onCheck,
  children,
}: {
  readonly class?: string;
  readonly onCheck: () => void;
  readonly children: ComponentChildren;
}) {
  return (
    <form
      class={className}
      onSubmit={(event) => {
        event.preventDefault();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        onCheck();
      }}
    >
      {children}
    </form>
  );
}
