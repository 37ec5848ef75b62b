import { inject } from "vitest";

/** Whether the server's document has a path, so that the page can use it. */
export async function serverHas(path: string): Promise<boolean> {
  const answer = await fetch(`${inject("url")}/v3/api-docs`);
  const { paths } = (await answer.json()) as { readonly paths: Readonly<Record<string, unknown>> };
  return path in paths;
}
