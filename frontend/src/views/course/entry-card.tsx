import contents from "virtual:contents";
import { useCourse } from "./course-context";
import { hrefOf } from "./links";

/** A card that leads to a lab. */
export function EntryCard({ kind, slug }: { readonly kind: "lab"; readonly slug: string }) {
  const page = useCourse();
  const entry = contents[page.language.value].labs.find((lab) => lab.slug === slug);
  if (!entry) return null;
  return (
    <a class="card" href={hrefOf(page, { type: kind, slug })}>
      <span class="card-kind">{page.texts.value.lab}</span>
      <span class="card-title">{entry.title}</span>
      <span class="card-summary">{entry.summary}</span>
    </a>
  );
}
