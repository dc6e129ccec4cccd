import { randomBytes } from 'node:crypto';

let lastTime = '';
let inThatTime = 0;

/**
 * Time, a number within the millisecond, and chance: ids sort as the comments were made here, and two people's never meet.
 */
export function newCommentId(): string {
  const time = new Date().toISOString();
  inThatTime = time === lastTime ? inThatTime + 1 : 0;
  lastTime = time;
  return `${time}-${String(inThatTime).padStart(4, '0')}-${randomBytes(4).toString('hex')}`;
}
