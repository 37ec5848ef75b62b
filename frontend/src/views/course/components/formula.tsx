import type * as Katex from "katex";
import { useEffect, useRef } from "preact/hooks";
import "./formula.css";

/** KaTeX is loaded with the first formula, from this server. */
let loaded: Promise<typeof Katex> | undefined;

function loadKatex(): Promise<typeof Katex> {
  loaded ??= Promise.all([import("katex"), import("katex/dist/katex.min.css")]).then(([katex]) => katex);
  return loaded;
}

/** A formula in TeX. Shows its source until KaTeX is loaded; screen readers get MathML. */
export function Formula({ tex, display = false }: { readonly tex: string; readonly display?: boolean }) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let current = true;
    void loadKatex().then(({ default: katex }) => {
      const element = place.current;
      if (!current || !element) return;
      katex.render(tex, element, { displayMode: display, throwOnError: false, strict: "ignore" });
      // A scrollable element must be reachable by keyboard.
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
