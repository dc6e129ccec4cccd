/** Whether a JSON number, written `source`, is another number than the one JavaScript read of it: `9007199254740993`, `1e400`. */
export function losesDigits(source: string, read: number): boolean {
  if (!Number.isFinite(read)) return true;
  return decimal(source) !== decimal(String(read));
}

/** Sign aside, the significant digits and the power of ten of the last one; `0` for zero. */
function decimal(written: string): string {
  const [mantissa = '', exponent = '0'] = written.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace(/^[+-]/, '').split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const power = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${significant}e${power}`;
}
