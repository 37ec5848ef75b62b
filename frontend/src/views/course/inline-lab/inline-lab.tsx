import contents from "virtual:contents";
import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { isLab } from "../../../model/course/course";
import { useCourse } from "../course-context";
import { hrefOf, printedAddress } from "../links";
import { labId } from "../text-inlines";
import { Thumbnail } from "../thumbnail";
import { LabStage } from "./lab-stage";
import "./inline-lab.css";

/** How far below and above the visible part of the page a lab is loaded. */
const NEAR = "600px";

/** A lab inside a lesson. It is loaded when it comes near the visible part of the page, or when a sentence drives it. */
export function InlineLab({ slug }: { readonly slug: string }) {
  const page = useCourse();
  const text = page.texts.value;
  const place = useRef<HTMLElement>(null);
  const wanted = useSignal(false);
  useEffect(() => {
    if (!place.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        wanted.value = true;
        observer.disconnect();
      },
      { rootMargin: NEAR },
    );
    observer.observe(place.current);
    return () => {
      observer.disconnect();
    };
  }, []);
  useSignalEffect(() => {
    if (page.labRequest.value?.lab === slug) wanted.value = true;
  });
  const entry = contents[page.language.value].labs.find((each) => each.slug === slug);
  if (!entry || !isLab(slug)) return null;
  const id = labId(slug);
  const address = hrefOf(page, { type: "lab", slug });
  return (
    <section class="inline-lab" id={id} aria-labelledby={`${id}-title`} tabIndex={-1} ref={place}>
      <span class="print-only">
        <Thumbnail slug={slug} />
      </span>
      <header class="inline-lab-head">
        <h2 id={`${id}-title`}>
          <span class="card-kind">{text.lab}</span> {entry.title}
        </h2>
        <a href={address}>{text.openLab}</a>
      </header>
      <p class="print-only">{printedAddress(address)}</p>
      {wanted.value ? <LabStage slug={slug} /> : <p class="lab-waiting">{text.loading}</p>}
    </section>
  );
}
