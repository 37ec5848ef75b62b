import type * as Katex from "katex";
import { useEffect, useRef } from "preact/hooks";
import "./formula.css";

/** KaTeX is loaded with the first formula, from this server. */
let loaded: Promise<typeof Katex> | undefined;

function loadKatex(): Promise<typeof Katex> {
  loaded ??= Promise.all([import("katex"), import("katex/dist/katex.min.css")]).then(([katex]) => katex);
  return loaded;
}

/**
 * A formula in TeX. Shows its source until KaTeX is loaded; screen readers get MathML.
 *
 * @param props.mark punctuation after a formula in a line, which stays on the line of the formula's end
 */
export function Formula({
  tex,
  display = false,
  mark = "",
}: {
  readonly tex: string;
  readonly display?: boolean;
  readonly mark?: string;
}) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const element = place.current;
    let current = true;
    let stopObserving: (() => void) | undefined;
    void loadKatex().then(({ default: katex }) => {
      if (!current || !element) return;
      katex.render(tex, element, {
        displayMode: display,
        throwOnError: false,
        strict: "ignore",
        // Marks the parts of a formula with attributes `data-*`.
        trust: ({ command }) => command === "\\htmlData",
      });
      if (mark) appendMark(element, mark);
      if (display) stopObserving = keepFocusableWhileScrolling(element);
    });
    return () => {
      current = false;
      stopObserving?.();
    };
  }, [tex, display, mark]);
  return (
    <span class={display ? "formula formula-display" : "formula"} ref={place} data-tex={tex} key={tex + mark}>
      {tex + mark}
    </span>
  );
}

/**
 * Appends punctuation after the last part of a formula. Browsers may break the line after each part, because the parts are
 * inline blocks, and would begin the next line with the punctuation.
 */
function appendMark(formula: HTMLElement, mark: string): void {
  const visible = formula.querySelector(".katex-html");
  const end = document.createElement("span");
  end.className = "formula-end";
  if (visible?.lastElementChild) {
    const katex = document.createElement("span");
    katex.className = "katex";
    const part = visible.cloneNode(false) as Element;
    part.append(visible.lastElementChild);
    katex.append(part);
    end.append(katex);
  }
  end.append(mark);
  formula.append(end);
}

/**
 * Puts an element into the tab order while its content is wider than itself, so that the keyboard can scroll it. Both widths change later:
 * with the window, and when the fonts arrive. The observer reports a change between layout and painting.
 *
 * @returns stops observing
 */
function keepFocusableWhileScrolling(element: HTMLElement): () => void {
  const update = () => {
    element.tabIndex = element.scrollWidth > element.clientWidth ? 0 : -1;
  };
  update();
  const observer = new ResizeObserver(update);
  observer.observe(element);
  for (const child of element.querySelectorAll(".katex")) observer.observe(child);
  return () => {
    observer.disconnect();
  };
}
