import type { Dataset } from "../model/data/dataset";
import type { Datasets } from "../model/training/datasets";
import { outcomeOf, type Api } from "./http-client";
import type { components } from "./schema";

/** HTTP adapter of the port for datasets. */
export function httpDatasets(api: Api): Datasets {
  return {
    upload: (csv) =>
      outcomeOf(
        api.POST("/api/v1/datasets", {
          // The generated type is that of the JSON form.
          body: csv as never,
          bodySerializer: (body: unknown) => body as string,
          headers: { "Content-Type": "text/csv" },
        }),
        datasetOf,
      ),
    dataset: (id) => outcomeOf(api.GET("/api/v1/datasets/{id}", { params: { path: { id } } }), datasetOf),
  };
}

function datasetOf({ id, columns, label, classes, samples }: components["schemas"]["Dataset"]): Dataset {
  return { id, columns, label, classes, samples };
}
