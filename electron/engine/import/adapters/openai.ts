import { isObject, own } from './access.ts';
import type { RecordObject } from './access.ts';
import type { SourceCode } from './source.ts';

/** What an entry is about lies under a key that its type names: `api_key_created` of `api_key.created`. It becomes `event`. */
function prepare(record: RecordObject): RecordObject {
  const type = own(record, 'type');
  if (typeof type !== 'string') return record;
  const key = type.replaceAll('.', '_');
  const about = own(record, key);
  if (!isObject(about)) return record;
  const { [key]: _about, ...others } = record;
  return { ...others, event: about };
}

export const openai: SourceCode = { prepare };
