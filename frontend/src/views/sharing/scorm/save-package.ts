import { scormFiles, type ScormActivity } from "../../../model/export/scorm-package";
import { zipOf } from "../../../model/export/zip";
import { saveFile } from "../save-file";
import script from "./activity.js?raw";

/** Downloads a SCORM 1.2 package. */
export function saveScormPackage(activity: Omit<ScormActivity, "script">): void {
  const encoder = new TextEncoder();
  const files = scormFiles({ ...activity, script }).map(({ name, text }) => ({
    name,
    content: encoder.encode(text),
  }));
  saveFile(`${activity.slug}-scorm.zip`, new Blob([zipOf(files)], { type: "application/zip" }));
}
