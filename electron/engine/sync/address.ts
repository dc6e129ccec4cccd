import { looksSecret } from '../../../shared/secret.ts';

/** What names of parameters say beside those that any text may have: keys and signatures of an address itself. */
const signed = /^(?:auth|key|sig|signature|x-amz-(?:signature|credential|security-token))$/iu;

/** The address without what a server's link to a next page may carry as a credential; `…` stands for it. */
export function withoutCredentials(url: URL): string {
  const plain = new URL(url);
  plain.username = '';
  plain.password = '';
  for (const [name, value] of Array.from(plain.searchParams))
    if (signed.test(name) || looksSecret(`/${name}`, value)) plain.searchParams.set(name, '…');
  return plain.href;
}

/** Whether the addresses of a `Link` header can be kept as they are. */
export function isPlainLink(link: string): boolean {
  return [...link.matchAll(/<([^>]*)>/gu)].every(([, address = '']) => {
    if (!URL.canParse(address)) return true;
    const url = new URL(address);
    return withoutCredentials(url) === url.href;
  });
}

/** A text as it was before it was written for an address; itself where it never was. */
export function plainText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (thrown) {
    if (thrown instanceof URIError) return text;
    throw thrown;
  }
}
