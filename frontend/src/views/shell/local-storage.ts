import type { ProgressStorage } from "../../state/progress/progress";

/** An entry of the browser's storage. */
export function localStorageEntry(key: string): ProgressStorage {
  return {
    read: () => localStorage.getItem(key),
    write: (text) => {
      localStorage.setItem(key, text);
    },
  };
}
