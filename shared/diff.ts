import type { JsonValue } from './event.ts';

/** One place where two states differ. `path` is a JSON Pointer. */
export type FieldChange =
  | { readonly kind: 'added'; readonly path: string; readonly after: JsonValue }
  | { readonly kind: 'removed'; readonly path: string; readonly before: JsonValue }
  | {
      readonly kind: 'changed';
      readonly path: string;
      readonly before: JsonValue;
      readonly after: JsonValue;
    }
  | {
      readonly kind: 'list';
      readonly path: string;
      readonly added: readonly JsonValue[];
      readonly removed: readonly JsonValue[];
      readonly reordered: boolean;
    };
