import { useCourse } from "../course-context";

/** What kind of page this is, and a button that prints it, except in a frame. */
export function PrintableHead({ kind }: { readonly kind: string }) {
  const { place, texts } = useCourse();
  return (
    <div class="printable-head">
      <p class="card-kind">{kind}</p>
      {!place.embedded && (
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
      )}
    </div>
  );
}
