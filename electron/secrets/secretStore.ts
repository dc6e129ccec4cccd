import type { SecretStoreInfo } from '../../shared/host.ts';

/** Where secrets are kept outside of every case: one for each key. */
export type SecretStore = SecretStoreInfo & {
  get(key: string): Promise<string | null>;
  /** Null takes it out. Throws `refused` where none can be kept. */
  set(key: string, secret: string | null): Promise<void>;
};

/** The name that secrets have in a keyring, besides their key. */
export const keyringService = 'Casebook sync';

export const variableAdvice =
  'Name an environment variable instead, and start Casebook with it set.';
