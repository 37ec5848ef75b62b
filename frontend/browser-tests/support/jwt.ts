import {
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type JsonWebKey,
  type KeyObject,
} from "node:crypto";

export type Claims = Readonly<Record<string, unknown>>;

/** A key that signs tokens by RS256. */
export class SigningKey {
  readonly #pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  readonly #id = "platform-key";

  get keySet(): object {
    const key = this.#pair.publicKey.export({ format: "jwk" });
    return { keys: [{ ...key, kid: this.#id, alg: "RS256", use: "sig" }] };
  }

  sign(claims: Claims): string {
    const header = { alg: "RS256", typ: "JWT", kid: this.#id };
    const text = `${encoded(header)}.${encoded(claims)}`;
    return `${text}.${sign("RSA-SHA256", Buffer.from(text), this.#pair.privateKey).toString("base64url")}`;
  }
}

interface PublishedKeys {
  readonly keys: readonly (JsonWebKey & { readonly kid: string })[];
}

/** The claims of a token that one of the published keys has signed by RS256; throws otherwise. */
export async function verifiedClaims(token: string, keysAddress: string): Promise<Claims> {
  const [header = "", body = "", signature = ""] = token.split(".");
  const { alg, kid } = decoded(header);
  const { keys } = (await (await fetch(keysAddress)).json()) as PublishedKeys;
  const published = keys.find((key) => key.kid === kid);
  if (alg !== "RS256" || !published) throw new Error(`No key of the tool: ${JSON.stringify({ alg, kid })}`);
  const key: KeyObject = createPublicKey({ key: published, format: "jwk" });
  const text = Buffer.from(`${header}.${body}`);
  if (!verify("RSA-SHA256", text, key, Buffer.from(signature, "base64url")))
    throw new Error("The signature of a token is wrong");
  return decoded(body);
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decoded(part: string): Claims {
  return JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as Claims;
}
