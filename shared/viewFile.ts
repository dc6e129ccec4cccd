import { z } from 'zod';

import { ExpectedError } from './failure.ts';
import { checkFilter } from './filterCheck.ts';
import { maxViewNameLength } from './savedView.ts';
import { viewSchema } from './view.ts';
import type { View } from './view.ts';

/** Views on their way from one case to another, as JSON: `{ "casebook": "views", "version": 1, "views": […] }`. */

export type NamedView = { readonly name: string; readonly view: View };

/** Far more than anybody names. */
const mostViews = 1000;

const fileSchema = z.strictObject({
  casebook: z.literal('views'),
  version: z.literal(1),
  views: z
    .array(z.strictObject({ name: z.string().min(1).max(maxViewNameLength), view: viewSchema }))
    .max(mostViews),
});

export function viewFileText(views: readonly NamedView[]): string {
  return `${JSON.stringify({ casebook: 'views', version: 1, views }, null, 2)}\n`;
}

/** Throws `unreadable`, naming the file and the first place that is off. */
export function readViewFile(text: string, file: string): readonly NamedView[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ExpectedError('unreadable', `${file}: not JSON`, { cause });
  }
  const decoded = fileSchema.safeParse(value);
  if (!decoded.success) {
    const issue = decoded.error.issues[0];
    const place = issue?.path.join('.') ?? '';
    throw new ExpectedError(
      'unreadable',
      `${file}: no file of views: ${place} ${issue?.message ?? ''}`,
    );
  }
  for (const { name, view } of decoded.data.views) {
    try {
      checkFilter(view.filter);
    } catch (cause) {
      if (!(cause instanceof ExpectedError)) throw cause;
      throw new ExpectedError('unreadable', `${file}: view “${name}”: ${cause.message}`, { cause });
    }
  }
  return decoded.data.views;
}

/** A name that no other view has: the name itself, else with a number. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let number = 2; ; number++) {
    const next = `${name.slice(0, maxViewNameLength - 6)} (${number})`;
    if (!taken.has(next)) return next;
  }
}
