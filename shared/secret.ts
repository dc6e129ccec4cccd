import type { JsonValue } from './event.ts';

/** Values that look like secrets: masked in the window until held, warned of in exports. */

// Whole words of a name, whatever their case: `apiKey`, `api_key`, `client-secret`, but not `tokenCount`, `secretary`.
const secretName =
  /(?:^|[^a-z])(?:password|passwd|passphrase|pwd|secret|client secret|secret key|secret access key|private key|api key|access token|refresh token|auth token|session token|id token|bearer|token|credentials?|authorization|cookie|connection string|signing key|encryption key|webhook secret|otp|mfa seed)s?$/;
// Names that end so and yet name nothing secret.
const harmlessName =
  /(?:^|\s)(?:next|page|continuation|sync|cursor|max|total|prompt|completion|input|output|cached|reasoning)\s(?:\w+\s)?tokens?$/;

const secretValues: readonly RegExp[] = [
  /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/,
  // AWS access key ids: long-lived and temporary.
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  // OpenAI, Anthropic, Stripe, Langfuse and others.
  /\bsk[-_](?:live_|test_|ant-|proj-|lf-)?[A-Za-z0-9_-]{16,}/,
  /\b(?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{30,}\b/,
  /\bgithub_pat_[A-Za-z0-9_]{40,}\b/,
  /\bglpat-[A-Za-z0-9_-]{20,}/,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/,
  /\bAIza[0-9A-Za-z_-]{35}\b/,
  // JSON Web Tokens: two parts that start as `{"` does in base64, and a signature.
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
  // User and password in a connection string.
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{1,200}:[^\s:/@*]{3,200}@/i,
];

// What is already masked, or says only that something is there.
const maskedValue =
  /^(?:[*•x.…]+|.{0,8}\*{3,}.{0,8}|.{0,8}(?:\.{3}|…).{0,8}|<[^>]*>|\[?(?:redacted|hidden|masked|removed|null|none|true|false)\]?)$/i;
const mostRead = 20_000;

/**
 * Whether the value at a path looks like a secret: by the last name of its path (`/after/apiKey`, `client_secret`), or
 * by its own form (private keys, AWS, GitHub, Slack and `sk-…` keys, JSON Web Tokens, passwords in addresses).
 * Careful rather than complete; numbers, flags and what is masked already are none.
 */
export function looksSecret(path: string, value: JsonValue): boolean {
  if (typeof value !== 'string' || value.length < 4 || maskedValue.test(value)) return false;
  const text = value.length > mostRead ? value.slice(0, mostRead) : value;
  if (secretValues.some((pattern) => pattern.test(text))) return true;
  const words = nameWords(path);
  return secretName.test(words) && !harmlessName.test(words);
}

/** The last name of a path that is not a place in a list, as lower-case words. */
function nameWords(path: string): string {
  const name = path.split(/[/.]/).findLast((key) => key !== '' && !/^\d+$/.test(key)) ?? '';
  return name
    .slice(0, 200)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_\-\s]+/g, ' ')
    .toLowerCase();
}
