import type { ComponentChildren, FunctionComponent } from "preact";
import type { Inline, Target } from "../../model/course/article";
import { Formula } from "./components/formula";
import { leadingMark } from "./components/leading-mark";

export interface LinkProps {
  readonly target: Target;
  readonly children: ComponentChildren;
}

export interface ActionProps {
  readonly lab: string;
  readonly action: string;
  readonly children: ComponentChildren;
}

/**
 * Words of a text, with emphasis and formulas.
 *
 * @param props.link draws a link, because its address depends on the page
 * @param props.action draws words that drive a lab; without it they are plain text, as on a page without labs
 */
export function Inlines(props: {
  readonly inlines: readonly Inline[];
  readonly link: FunctionComponent<LinkProps>;
  readonly action?: FunctionComponent<ActionProps> | undefined;
}) {
  return (
    <>
      {props.inlines.map((inline, at) => (
        <InlineView
          key={at}
          inline={
            typeof inline === "string"
              ? inline.slice(markAfter(props.inlines[at - 1], inline).length)
              : inline
          }
          mark={markAfter(inline, props.inlines[at + 1])}
          link={props.link}
          action={props.action}
        />
      ))}
    </>
  );
}

/** The punctuation between a formula and the words after it. */
function markAfter(inline: Inline | undefined, next: Inline | undefined): string {
  const isFormula = typeof inline === "object" && inline.type === "formula";
  return isFormula && typeof next === "string" ? leadingMark(next) : "";
}

function InlineView({
  inline,
  mark,
  link: Link,
  action: Action,
}: {
  readonly inline: Inline;
  readonly mark: string;
  readonly link: FunctionComponent<LinkProps>;
  readonly action: FunctionComponent<ActionProps> | undefined;
}) {
  if (typeof inline === "string") return <>{inline}</>;
  const children = "children" in inline && <Inlines inlines={inline.children} link={Link} action={Action} />;
  switch (inline.type) {
    case "strong":
      return <strong>{children}</strong>;
    case "emphasis":
      return <em>{children}</em>;
    case "code":
      return <code>{inline.text}</code>;
    case "formula":
      return <Formula tex={inline.tex} mark={mark} />;
    case "link":
      return <Link target={inline.target}>{children}</Link>;
    case "act":
      return Action ? (
        <Action lab={inline.lab} action={inline.action}>
          {children}
        </Action>
      ) : (
        <>{children}</>
      );
  }
}
