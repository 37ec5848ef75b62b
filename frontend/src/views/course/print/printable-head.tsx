import { useCourse } from "../course-context";

/** What kind of page this is, and a button that prints it. */
export function PrintableHead({ kind }: { readonly kind: string }) {
  const text = useCourse().texts.value;
  return (
    <div class="printable-head">
      <p class="card-kind">{kind}</p>
      <button
        type="button"
        class="quiet"
        data-action="print"
        onClick={() => {
          print();
        }}
      >
        {text.print}
      </button>
    </div>
  );
}
