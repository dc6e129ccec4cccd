const decimal = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/**
 * Order of two texts: by value when both are decimal numbers, whatever their size (no digit is lost), else by UTF-16 code
 * unit.
 */
export function compareTexts(a: string, b: string): number {
  const left = decimal.exec(a);
  const right = left && decimal.exec(b);
  if (!left || !right) return a < b ? -1 : a > b ? 1 : 0;
  const places = Math.max(left[3]?.length ?? 0, right[3]?.length ?? 0);
  const difference = scaled(left, places) - scaled(right, places);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function scaled(parts: RegExpExecArray, places: number): bigint {
  const digits = BigInt((parts[2] ?? '') + (parts[3] ?? '').padEnd(places, '0'));
  return parts[1] === '-' ? -digits : digits;
}
