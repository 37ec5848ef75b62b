import { useCourse } from "../course-context";
import { printedAddress } from "../links";

/** What kind of page this is, its address on paper, and a button that prints it, except in a frame. */
export function PrintableHead({ kind }: { readonly kind: string }) {
  const { place, texts } = useCourse();
  return (
    <div class="printable-head">
      <p class="card-kind">{kind}</p>
      {!place.embedded && (
        <>
          <span class="card-kind print-only">{printedAddress(location.href)}</span>
          <button
            type="button"
            class="quiet"
            data-action="print"
            onClick={() => {
              print();
            }}
          >
            {texts.value.print}
          </button>
        </>
      )}
    </div>
  );
}
