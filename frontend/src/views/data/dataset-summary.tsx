import type { Messages } from "../../i18n/messages";
import type { Dataset } from "../../model/data/dataset";
import { usePage } from "../page-context";

/** Names of columns that are listed; a table can have a thousand. */
const SHOWN_COLUMNS = 12;

/** What is known of the uploaded table that is trained on. */
export function DatasetSummary() {
  const { datasets, messages } = usePage();
  const dataset = datasets.shown.value;
  if (!dataset) return null;
  return (
    <p class="section-hint" data-part="dataset">
      {summaryOf(dataset, messages.value).join(" ")}
    </p>
  );
}

function summaryOf({ samples, columns, label, classes }: Dataset, text: Messages): readonly string[] {
  const shown = columns.slice(0, SHOWN_COLUMNS).join(", ");
  const names = classes.map((name, index) => `${String(index)} ${name}`).join(", ");
  return [
    text.datasetSize(samples.toLocaleString("en")),
    text.datasetColumns(columns.length > SHOWN_COLUMNS ? `${shown}, …` : shown),
    classes.length > 0 ? text.datasetClasses(label, names) : text.datasetValues(label),
  ];
}
