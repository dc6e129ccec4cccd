import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits, safe in an address, a header and a cookie. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares without telling by its duration how much was right. */
export function sameSecret(given: string | undefined, expected: string): boolean {
  if (given === undefined) return false;
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Launch codes: each opens one session, once, and before it expires. */
export class LaunchCodes {
  readonly #codes: { readonly code: string; readonly expires: number }[] = [];

  /** `lifeMs` null: good until it is used. */
  create(lifeMs: number | null): string {
    const code = newSecret();
    this.#codes.push({ code, expires: lifeMs === null ? Infinity : Date.now() + lifeMs });
    return code;
  }

  /** True once for each code. */
  use(given: string): boolean {
    const index = this.#codes.findIndex(({ code }) => sameSecret(given, code));
    const [found] = index < 0 ? [] : this.#codes.splice(index, 1);
    return found !== undefined && Date.now() < found.expires;
  }
}
