/** IP addresses as numbers: what `ip = 10.0.0.0/8` compares. */

export type Cidr = {
  readonly family: 4 | 6;
  /** The network's bits, right-aligned, without the host's. */
  readonly network: bigint;
  /** How many bits the host has: 0 for a single address. */
  readonly hostBits: bigint;
};

/** Null if it is no address. An IPv4 address within IPv6 (`::ffff:10.0.0.1`) counts as IPv4; a zone (`%eth0`) is passed over. */
export function parseIp(text: string): { readonly family: 4 | 6; readonly value: bigint } | null {
  const four = parseFour(text);
  if (four !== null) return { family: 4, value: four };
  if (!text.includes(':')) return null;
  const six = parseSix(text.replace(/%.*$/, ''));
  if (six === null) return null;
  if (six >> 32n === 0xffffn) return { family: 4, value: six & 0xffff_ffffn };
  return { family: 6, value: six };
}

/** An address, or an address with a prefix length (RFC 4632, RFC 4291); null if it is neither. */
export function parseCidr(text: string): Cidr | null {
  const [address = '', prefix, ...more] = text.trim().split('/');
  const ip = parseIp(address);
  if (ip === null || more.length > 0) return null;
  const bits = ip.family === 4 ? 32 : 128;
  if (prefix !== undefined && !/^\d{1,3}$/.test(prefix)) return null;
  let length = prefix === undefined ? bits : Number(prefix);
  if (ip.family === 4 && address.includes(':') && prefix !== undefined) length -= 96;
  if (length < 0 || length > bits) return null;
  const hostBits = BigInt(bits - length);
  return { family: ip.family, network: ip.value >> hostBits, hostBits };
}

/** Whether an address lies in the network; false if the text is no address. */
export function inCidr(text: string, cidr: Cidr): boolean {
  const ip = parseIp(text.trim());
  return ip !== null && ip.family === cidr.family && ip.value >> cidr.hostBits === cidr.network;
}

/** What is written as an address and is none: `999.1.1.1`, `1::2::3`. Other texts (`localhost`) are names. */
export function isImpossibleIp(text: string): boolean {
  const isWrittenAsOne =
    /^\d{1,9}(?:\.\d{1,9}){3}$/.test(text) || /^[\da-f]*:[\da-f]*:[\da-f:.]*$/i.test(text);
  return isWrittenAsOne && parseIp(text) === null;
}

function parseFour(text: string): bigint | null {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return null;
  let value = 0n;
  for (const part of text.split('.')) {
    // `010` is 8 to some readers and 10 to others: neither is believed.
    if (Number(part) > 255 || (part.length > 1 && part.startsWith('0'))) return null;
    value = value * 256n + BigInt(part);
  }
  return value;
}

function parseSix(text: string): bigint | null {
  let plain = text;
  const tail = /:(\d[\d.]*\.\d+)$/.exec(text);
  if (tail) {
    const four = parseFour(tail[1] ?? '');
    if (four === null) return null;
    plain = `${text.slice(0, tail.index)}:${(four >> 16n).toString(16)}:${(four & 0xffffn).toString(16)}`;
  }
  const halves = plain.split('::');
  if (halves.length > 2) return null;
  const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...left, ...Array.from({ length: missing }, () => '0'), ...right];
  let value = 0n;
  for (const group of groups) {
    if (!/^[\da-f]{1,4}$/i.test(group)) return null;
    value = value * 65_536n + BigInt(`0x${group}`);
  }
  return value;
}
