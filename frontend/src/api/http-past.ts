import { LIVE_FIELDS } from "../model/spec/live-fields";
import type { PastChange, PastServer } from "../model/training/past-server";
import { frameOf, ownJobOf } from "./convert";
import { FRAME_RESOLUTION } from "./event-stream";
import { outcomeOf, type Answer, type Api } from "./http-client";
import type { WireFrame, WireJob } from "./wire";

interface WireChange {
  readonly epoch: number;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly parameters?: boolean;
}

/** HTTP adapter of the port for the past of a run. */
export function httpPast(api: Api): PastServer {
  // The paths are not in the server's document yet.
  const { GET, POST } = api as unknown as {
    GET: (path: string, options: object) => Promise<Answer<never>>;
    POST: (path: string, options: object) => Promise<Answer<never>>;
  };
  return {
    frame: ({ job, run, epoch }, gradients) =>
      outcomeOf<WireFrame, ReturnType<typeof frameOf>>(
        GET("/api/v1/jobs/{id}/frame", {
          params: {
            path: { id: job },
            query: {
              run,
              epoch,
              include: `losses,parameters,boundary${gradients ? ",gradients" : ""}`,
              resolution: FRAME_RESOLUTION,
            },
          },
        }),
        frameOf,
      ),
    changes: (job, run) =>
      outcomeOf<{ readonly changes: readonly WireChange[] }, readonly PastChange[]>(
        GET("/api/v1/jobs/{id}/changes", { params: { path: { id: job }, query: { run } } }),
        ({ changes }) => changes.map(changeOf),
      ),
    branch: (from, changes, life) =>
      outcomeOf<WireJob, ReturnType<typeof ownJobOf>>(
        POST("/api/v1/jobs", { body: { from, changes, mode: "live", ...life } }),
        ownJobOf,
      ),
  };
}

function changeOf({ epoch, settings = {}, parameters = false }: WireChange): PastChange {
  const numbers = LIVE_FIELDS.flatMap((field) => {
    const value = settings[field];
    return typeof value === "number" ? [[field, value] as const] : [];
  });
  return { epoch, settings: Object.fromEntries(numbers), parameters };
}
