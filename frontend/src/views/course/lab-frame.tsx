import { COPY_KEYS, useCopy } from "../sharing/use-copy";
import { useCourse } from "./course-context";

/** Code that embeds this lab in another page. */
export function LabFrame({ slug, title }: { readonly slug: string; readonly title: string }) {
  const { place, texts, language } = useCourse();
  const text = texts.value;
  const source = new URL(`${place.home}embed/labs/${slug}`, location.href).href.replace(/#.*/, "");
  const code = `<iframe src="${source}#lang=${language.value}" title="${title}" width="100%" height="720" style="border:0" sandbox="allow-scripts allow-popups" loading="lazy"></iframe>`;
  const { field, done, copy } = useCopy(code);
  return (
    <details class="lab-frame">
      <summary>{text.embed}</summary>
      <textarea ref={field} readOnly rows={4} aria-label={text.embed} value={code} />
      <button type="button" class="plain" data-action="copy-frame" onClick={() => void copy()}>
        {done.value === "copied" ? text.copied : text.copy}
      </button>
      <span class="share-selected" role="status">
        {done.value === "selected" && text.selected(COPY_KEYS)}
      </span>
    </details>
  );
}
