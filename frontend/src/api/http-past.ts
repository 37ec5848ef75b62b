import type { PastServer } from "../model/training/past-server";
import { frameOf, ownJobOf } from "./convert";
import { FRAME_RESOLUTION } from "./event-stream";
import { outcomeOf, type Api } from "./http-client";

/** HTTP adapter of the port for the past of a run. */
export function httpPast(api: Api): PastServer {
  return {
    frame: ({ job, run, epoch }, gradients) =>
      outcomeOf(
        api.GET("/api/v1/jobs/{id}/frame", {
          params: {
            path: { id: job },
            query: {
              run,
              epoch,
              include: ["losses", "parameters", "boundary", ...(gradients ? (["gradients"] as const) : [])],
              resolution: FRAME_RESOLUTION,
            },
          },
          querySerializer: { array: { style: "form", explode: false } },
        }),
        frameOf,
      ),
    changes: (job, run) =>
      outcomeOf(
        api.GET("/api/v1/jobs/{id}/changes", { params: { path: { id: job }, query: { run } } }),
        ({ changes }) =>
          changes.map(({ epoch, settings = {}, parameters = false }) => ({ epoch, settings, parameters })),
      ),
    branch: (from, changes, life) =>
      outcomeOf(api.POST("/api/v1/jobs", { body: { from, changes, mode: "live", ...life } }), ownJobOf),
  };
}
