import { useSignal } from "@preact/signals";
import { useCourse } from "./course-context";

/** Code that puts this lab into a course page. */
export function LabFrame({ slug, title }: { readonly slug: string; readonly title: string }) {
  const { place, texts, language } = useCourse();
  const copied = useSignal(false);
  const text = texts.value;
  const source = new URL(`${place.home}embed/labs/${slug}`, location.href).href.replace(/#.*/, "");
  const code = `<iframe src="${source}#lang=${language.value}" title="${title}" width="100%" height="720" style="border:0" sandbox="allow-scripts allow-popups" loading="lazy"></iframe>`;
  return (
    <details class="lab-frame">
      <summary>{text.embed}</summary>
      <textarea readOnly rows={4} aria-label={text.embed} value={code} />
      <button
        type="button"
        class="plain"
        onClick={() => {
          void navigator.clipboard.writeText(code).then(() => (copied.value = true));
        }}
      >
        {copied.value ? text.copied : text.copy}
      </button>
    </details>
  );
}
