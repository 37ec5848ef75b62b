import contents from "virtual:contents";
import { useCourse } from "./course-context";
import { hrefOf, printedAddress } from "./links";
import { Thumbnail } from "./thumbnail";

/** A card that links to a lab or an exercise. */
export function EntryCard({ kind, slug }: { readonly kind: "lab" | "exercise"; readonly slug: string }) {
  const page = useCourse();
  const list = contents[page.language.value];
  const entry = (kind === "lab" ? list.labs : list.exercises).find((each) => each.slug === slug);
  if (!entry) return null;
  const address = hrefOf(page, { type: kind, slug });
  return (
    <a class="card" href={address}>
      <Thumbnail slug={slug} />
      <span class="card-kind">{page.texts.value[kind]}</span>
      <span class="card-title">{entry.title}</span>
      <span class="card-summary">{entry.summary}</span>
      <span class="card-address print-only">{printedAddress(address)}</span>
    </a>
  );
}
