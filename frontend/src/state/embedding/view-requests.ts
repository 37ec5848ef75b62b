import { RequestError, type RequestHandler } from "./message-channel";

/** The requests that change language and theme; every embedded page answers them. */
export function viewRequests(
  changeView: (view: { readonly language: "en" | "zh-CN" } | { readonly theme: "light" | "dark" }) => void,
): Readonly<Record<string, RequestHandler>> {
  return {
    theme: ({ theme }) => {
      if (theme !== "light" && theme !== "dark") {
        throw new RequestError("invalid-request", 'The field "theme" must be "light" or "dark".');
      }
      changeView({ theme });
    },
    lang: ({ lang }) => {
      if (lang !== "en" && lang !== "zh-CN") {
        throw new RequestError("invalid-request", 'The field "lang" must be "en" or "zh-CN".');
      }
      changeView({ language: lang });
    },
  };
}
