/** An exercise or a training goal for a course that takes SCORM 1.2 packages. */
export interface ScormActivity {
  readonly slug: string;
  readonly title: string;
  readonly language: string;
  /** Address of the page below `/embed`. */
  readonly source: string;
  /** Says that the score is not proven. */
  readonly note: string;
  /** Says that the page is in no course. */
  readonly alone: string;
  /** JavaScript that tells the course the score. */
  readonly script: string;
}

/** The text files of a SCORM 1.2 package: the page in a frame, and a script that reports its score. */
export function scormFiles(
  activity: ScormActivity,
): readonly { readonly name: string; readonly text: string }[] {
  return [
    { name: "imsmanifest.xml", text: manifestOf(activity) },
    { name: "index.html", text: pageOf(activity) },
    { name: "scorm.js", text: activity.script },
  ];
}

function manifestOf({ slug, title }: ScormActivity): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="nn-playground-${slug}" version="1.0"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>${escaped(title)}</title>
      <item identifier="exercise" identifierref="page">
        <title>${escaped(title)}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="index.html">
      <file href="index.html"/>
      <file href="scorm.js"/>
    </resource>
  </resources>
</manifest>
`;
}

function pageOf({ title, language, source, note, alone }: ScormActivity): string {
  return `<!doctype html>
<html lang="${escaped(language)}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escaped(title)}</title>
    <style>
      body { margin: 0; font: 14px/1.5 system-ui, sans-serif; }
      iframe { display: block; width: 100%; border: 0; }
      p { margin: 8px 16px; }
    </style>
  </head>
  <body>
    <p id="alone" role="status" hidden>${escaped(alone)}</p>
    <iframe src="${escaped(source)}" title="${escaped(title)}" height="720" sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>
    <p>${escaped(note)}</p>
    <script src="scorm.js"></script>
  </body>
</html>
`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
