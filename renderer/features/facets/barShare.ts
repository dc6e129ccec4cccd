/** How long a bar is, 0 to 1, beside the longest; anything that is there at all is seen. */
export function barShare(count: number, most: number): number {
  if (count <= 0 || most <= 0) return 0;
  return Math.max(0.015, Math.min(1, count / most));
}
