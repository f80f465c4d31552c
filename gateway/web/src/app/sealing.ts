/** Locking and unlocking bytes: AES-GCM with a nonce of its own for each, bound to the place where they lie. */

export interface Sealed { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer }

const ALGORITHM = "AES-GCM";

/** Take a key of 256 bits in base64 so that no script can read it back. */
export function importKey(base64: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey("raw", bytes, ALGORITHM, false, ["encrypt", "decrypt"]);
}

/** `place`: what is sealed for one place opens nowhere else, so that nobody swaps two entries. */
export async function sealBytes(key: CryptoKey, bytes: BufferSource, place: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt(parametersOf(iv, place), key, bytes) };
}

export function openBytes(key: CryptoKey, { iv, data }: Sealed, place: string): Promise<ArrayBuffer> {
  return crypto.subtle.decrypt(parametersOf(iv, place), key, data);
}

export function seal(key: CryptoKey, value: unknown, place: string): Promise<Sealed> {
  return sealBytes(key, new TextEncoder().encode(JSON.stringify(value)), place);
}

export async function open<T>(key: CryptoKey, sealed: Sealed, place: string): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await openBytes(key, sealed, place))) as T;
}

function parametersOf(iv: Uint8Array<ArrayBuffer>, place: string): AesGcmParams {
  return { name: ALGORITHM, iv, additionalData: new TextEncoder().encode(place) };
}
