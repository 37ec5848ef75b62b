import type { ComponentChildren } from "preact";

/**
 * A figure of a lesson: panels side by side, on a phone one below the other.
 *
 * @param props.picture what the panels show, for readers who do not see them
 */
export function Figure({
  picture,
  caption,
  children,
}: {
  readonly picture: string;
  readonly caption: string;
  readonly children: ComponentChildren;
}) {
  return (
    <figure class="lesson-figure">
      <div role="img" aria-label={picture} class="figure-panels">
        {children}
      </div>
      <figcaption>{caption}</figcaption>
    </figure>
  );
}

/**
 * One drawing of a figure. At most 280 units wide, so that its words are readable on a phone.
 *
 * @param props.title words below the drawing
 */
export function Panel({
  size: [width, height],
  title,
  children,
}: {
  readonly size: readonly [width: number, height: number];
  readonly title?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="figure-panel">
      <svg viewBox={`0 0 ${String(width)} ${String(height)}`} width={width} height={height}>
        {children}
      </svg>
      {title !== undefined && <span>{title}</span>}
    </div>
  );
}
