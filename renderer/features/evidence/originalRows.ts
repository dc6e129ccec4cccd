import type { OriginalInfo } from '../../../shared/importResult.ts';

/** Whether this file holds no records itself: its members do. */
export function isContainer({ parent, container }: OriginalInfo): boolean {
  return parent === null && container !== 'plain';
}
