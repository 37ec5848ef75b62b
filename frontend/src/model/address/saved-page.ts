import type { TrainingSpec } from "../spec/spec";
import type { Outcome } from "../training/training-server";

/**
 * Saves a state of the page under a short address.
 *
 * @param address the part after `#`, see `savedAddress`
 * @param spec what the page trains, for its picture
 * @returns the path of the short address, such as `/p/0123456789ab`
 */
export type PageSaver = (address: string, spec: TrainingSpec) => Promise<Outcome<string>>;

/** Longest address that the server saves; characters. */
export const MAX_SAVED_ADDRESS = 32_768;

/** The address with every character encoded that the server does not accept as it is. */
export function savedAddress(hash: string): string {
  return hash.replace(/[^A-Za-z0-9=&.,_~%:;@!$()*+/?-]/gu, (character) => {
    const encoded = encodeURIComponent(character);
    return encoded === character ? `%${character.charCodeAt(0).toString(16).toUpperCase()}` : encoded;
  });
}
