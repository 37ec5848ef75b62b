/** The formats in which the server writes a network. */
export const EXPORT_FORMATS = ["onnx", "torchscript", "pytorch", "keras", "numpy", "json"] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/**
 * Path of the file, relative to the page's home.
 *
 * @param moment without an epoch: the present, also between two epochs
 * @param withData a zip with the samples as CSV beside the file
 */
export function exportPath(
  moment: { readonly job: string; readonly run: number; readonly epoch: number | undefined },
  format: ExportFormat,
  withData: boolean,
): string {
  const { job, run, epoch } = moment;
  const when = epoch === undefined ? "" : `&run=${String(run)}&epoch=${String(epoch)}`;
  return `api/v1/jobs/${encodeURIComponent(job)}/export?format=${format}${when}${withData ? "&data=true" : ""}`;
}
