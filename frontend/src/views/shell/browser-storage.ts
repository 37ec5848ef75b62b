import type { ProgressStorage } from "../../state/progress/progress";

/** An entry of the browser's storage. */
export function localStorageEntry(key: string): ProgressStorage {
  return entryOf(() => localStorage, key);
}

/** An entry of the storage that ends with the tab. */
export function sessionStorageEntry(key: string): ProgressStorage {
  return entryOf(() => sessionStorage, key);
}

const LTI_KEY = "nnp-lti";

/**
 * The bearer token of the session that a course has opened by LTI; undefined if this tab has none. The launch has written
 * it to the storage of the tab, or to the window's name if the browser blocks the storage.
 */
export function ltiBearer(): string | undefined {
  const named = window.name.startsWith(`${LTI_KEY}:`) ? window.name.slice(LTI_KEY.length + 1) : undefined;
  try {
    return sessionStorage.getItem(LTI_KEY) ?? named;
  } catch {
    return named;
  }
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
