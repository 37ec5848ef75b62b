import type { ComponentChildren, FunctionComponent } from "preact";
import type { Inline, Target } from "../../model/course/article";
import { Formula } from "./components/formula";

export interface LinkProps {
  readonly target: Target;
  readonly children: ComponentChildren;
}

/**
 * Words of a text, with emphasis and formulas.
 *
 * @param props.link draws a link, because its address depends on the page
 */
export function Inlines(props: {
  readonly inlines: readonly Inline[];
  readonly link: FunctionComponent<LinkProps>;
}) {
  return (
    <>
      {props.inlines.map((inline, at) => (
        <InlineView key={at} inline={inline} link={props.link} />
      ))}
    </>
  );
}

function InlineView({
  inline,
  link: Link,
}: {
  readonly inline: Inline;
  readonly link: FunctionComponent<LinkProps>;
}) {
  if (typeof inline === "string") return <>{inline}</>;
  switch (inline.type) {
    case "strong":
      return (
        <strong>
          <Inlines inlines={inline.children} link={Link} />
        </strong>
      );
    case "emphasis":
      return (
        <em>
          <Inlines inlines={inline.children} link={Link} />
        </em>
      );
    case "code":
      return <code>{inline.text}</code>;
    case "formula":
      return <Formula tex={inline.tex} />;
    case "link":
      return (
        <Link target={inline.target}>
          <Inlines inlines={inline.children} link={Link} />
        </Link>
      );
  }
}
