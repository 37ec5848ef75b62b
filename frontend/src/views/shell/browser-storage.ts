import type { ProgressStorage } from "../../state/progress/progress";

/** An entry of the browser's storage. */
export function localStorageEntry(key: string): ProgressStorage {
  return entryOf(() => localStorage, key);
}

/** An entry of the storage that ends with the tab. */
export function sessionStorageEntry(key: string): ProgressStorage {
  return entryOf(() => sessionStorage, key);
}

/** @param storage throws if the browser blocks it */
function entryOf(storage: () => Storage, key: string): ProgressStorage {
  return {
    read: () => storage().getItem(key),
    write: (text) => {
      storage().setItem(key, text);
    },
  };
}
