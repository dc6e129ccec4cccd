import type { OpenCase } from '../openCase.ts';

/** What of a case its entities are told from. */
export type Explored = Pick<OpenCase, 'query' | 'index' | 'generation'>;
