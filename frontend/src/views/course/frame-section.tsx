import { frameCode } from "../../model/address/share";
import { COPY_KEYS, useCopy } from "../sharing/use-copy";
import { useCourse } from "./course-context";

/** Height of a frame before its page has told its own; CSS pixels. */
const FIRST_HEIGHT = 720;

/** Code that embeds this page in another one. */
export function FrameSection({ title }: { readonly title: string }) {
  const { place, texts, language } = useCourse();
  const text = texts.value;
  const page = new URL(`${place.home}embed/${place.kind}/${place.slug ?? ""}`, location.href);
  // A variant of an exercise has a seed.
  const seed = new URLSearchParams(location.hash.slice(1)).get("seed");
  const source = `${page.href.replace(/#.*/, "")}#lang=${language.value}${seed === null ? "" : `&seed=${seed}`}`;
  const code = frameCode(source, title, { width: undefined, height: FIRST_HEIGHT });
  const { field, done, copy } = useCopy(code);
  return (
    <details class="frame-section">
      <summary>{text.embed}</summary>
      <textarea ref={field} readOnly rows={5} aria-label={text.embed} value={code} />
      <button type="button" class="plain" data-action="copy-frame" onClick={() => void copy()}>
        {done.value === "copied" ? text.copied : text.copy}
      </button>
      <span class="share-selected" role="status">
        {done.value === "selected" && text.selected(COPY_KEYS)}
      </span>
      {place.kind === "exercises" && place.slug !== undefined && (
        <ScormPackage slug={place.slug} title={title} source={source} />
      )}
    </details>
  );
}

/** A button that saves an exercise as a SCORM 1.2 package. */
function ScormPackage(activity: { readonly slug: string; readonly title: string; readonly source: string }) {
  const { texts, language } = useCourse();
  const text = texts.value;
  const save = async () => {
    const { saveScormPackage } = await import("../sharing/scorm/save-package");
    const words = { language: language.value, note: text.scormNote, alone: text.scormAlone };
    saveScormPackage({ ...activity, ...words });
  };
  return (
    <div class="scorm-package">
      <button type="button" class="plain" data-action="scorm" onClick={() => void save()}>
        {text.scorm}
      </button>
      <p class="section-hint">{text.scormHint}</p>
    </div>
  );
}
