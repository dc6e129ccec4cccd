/** A bug's stack, on standard error. Inputs are left out: they may hold what the evidence holds. */
export function logBug(where: string, thrown: unknown): void {
  const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  process.stderr.write(`casebook: bug in ${where}\n${stack}\n`);
}
