/** Above this many texts a dictionary forgets the older ones and may hold a text twice; readers join equal texts again. */
export const uniqueEntries = 1 << 20;

/** Gives each text of a field a code, in order of first appearance, so that the common ones get small codes. */
export class DictionaryWriter {
  readonly field: string;
  #next: number;
  #codes = new Map<string, number>();
  #fresh: string[] = [];
  #lastText: string | null = null;
  #lastCode = 0;

  /** `known` are the texts of codes 1 and up, all of them, or none of them when there are more than `uniqueEntries`. */
  constructor(field: string, size: number, known: Iterable<string>) {
    this.field = field;
    this.#next = size + 1;
    let code = 1;
    for (const text of known) this.#codes.set(text, code++);
  }

  /** 0 for none. */
  code(text: string | null): number {
    if (text === null) return 0;
    // Runs of equal values are the rule (one source, one organisation): saves the hash, about 60 ns.
    if (text === this.#lastText) return this.#lastCode;
    let code = this.#codes.get(text);
    if (code === undefined) {
      code = this.#next++;
      if (this.#codes.size >= uniqueEntries) this.#codes = new Map();
      this.#codes.set(text, code);
      this.#fresh.push(text);
    }
    this.#lastText = text;
    this.#lastCode = code;
    return code;
  }

  /** What came since the last call; empty when nothing did. */
  takeFresh(): { readonly firstCode: number; readonly texts: readonly string[] } {
    const texts = this.#fresh;
    this.#fresh = [];
    return { firstCode: this.#next - texts.length, texts };
  }
}
