import type * as Katex from "katex";
import { useEffect, useRef } from "preact/hooks";
import "./formula.css";

/** KaTeX comes with the first formula: bundled, and loaded once. */
let loaded: Promise<typeof Katex> | undefined;

function loadKatex(): Promise<typeof Katex> {
  loaded ??= Promise.all([import("katex"), import("katex/dist/katex.min.css")]).then(([katex]) => katex);
  return loaded;
}

/** A formula in TeX. Until KaTeX has come, its source is to be read; a screen reader gets MathML. */
export function Formula({ tex, display = false }: { readonly tex: string; readonly display?: boolean }) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let current = true;
    void loadKatex().then(({ default: katex }) => {
      const element = place.current;
      if (!current || !element) return;
      katex.render(tex, element, { displayMode: display, throwOnError: false, strict: "ignore" });
      // What scrolls must be reached by keyboard.
      if (display) element.tabIndex = element.scrollWidth > element.clientWidth ? 0 : -1;
    });
    return () => {
      current = false;
    };
  }, [tex, display]);
  return (
    <span class={display ? "formula formula-display" : "formula"} ref={place} data-tex={tex} key={tex}>
      {tex}
    </span>
  );
}
