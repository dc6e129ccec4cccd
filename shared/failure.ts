/** Why a call did not do what was asked. `message` is worded for the auditor and names file and place. */
export type Failure = {
  readonly code: FailureCode;
  readonly message: string;
  readonly at?: number;
};

export type FailureCode =
  /** The input of a call does not have its shape. */
  | 'bad-request'
  /** A filter text that cannot be read; `at` is the offset of the place, in UTF-16 units. */
  | 'bad-filter'
  /** The named thing is not there. */
  | 'not-found'
  /** A file that is not evidence we can read. */
  | 'unreadable'
  /** The case cannot be written: locked by another writer, newer, or damaged. */
  | 'read-only'
  | 'corrupt'
  | 'disk-full'
  /** A server does not answer, or not with what was asked for; asking again later may help. */
  | 'unreachable'
  /** A server, a certificate, a secret or a permission stands in the way, or network is switched off: somebody must act. */
  | 'refused'
  | 'cancelled'
  /** The engine ended and was started again; the call may be repeated. */
  | 'engine-restarted'
  /** Ours, not the auditor's. The engine's log has the stack. */
  | 'bug';

/** An outcome that was foreseen and can be explained. Anything else that is thrown is a bug. */
export class ExpectedError extends Error {
  override readonly name = 'ExpectedError';
  readonly code: FailureCode;
  readonly at: number | undefined;
  constructor(
    code: FailureCode,
    message: string,
    options?: ErrorOptions & { readonly at?: number },
  ) {
    super(message, options);
    this.code = code;
    this.at = options?.at;
  }
}

export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof ExpectedError) {
    return {
      code: thrown.code,
      message: thrown.message,
      ...(thrown.at !== undefined && { at: thrown.at }),
    };
  }
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return { code: 'cancelled', message: 'Cancelled' };
  }
  return { code: 'bug', message: thrown instanceof Error ? thrown.message : String(thrown) };
}

export function fromFailure(failure: Failure): ExpectedError {
  return new ExpectedError(
    failure.code,
    failure.message,
    failure.at === undefined ? {} : { at: failure.at },
  );
}

/** Ends every switch over a closed set: a new member fails to compile until it is handled. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
