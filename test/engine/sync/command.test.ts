import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { casebook } from '../../helpers/command.ts';
import { temporaryFolder } from '../../helpers/folder.ts';
import { langfuseLines } from '../../helpers/importedCase.ts';

test('casebook sync ends with 0 when all is well, 1 when there is something to look at, 2 when nothing could be done', (t) => {
  const folder = temporaryFolder(t);
  const [watched, made] = [path.join(folder, 'watched'), path.join(folder, 'Try.casebook')];
  mkdirSync(watched);
  const log = path.join(watched, 'a.jsonl');
  const write = (text: string): void => {
    writeFileSync(log, text);
    // A file that changed just now is left until it rests.
    utimesSync(log, new Date(), new Date(Date.now() - 60_000 + writes++ * 1000));
  };
  let writes = 0;
  write(langfuseLines(0, 5));
  const definition = path.join(folder, 'source.json');
  const source = {
    id: 'f',
    name: 'F',
    kind: 'folder',
    folder: watched,
    schedule: { kind: 'hand' },
  };
  writeFileSync(definition, JSON.stringify(source));
  const sync = (home: string, ...more: readonly string[]): readonly [number | null, string] => {
    process.env['XDG_CONFIG_HOME'] = path.join(folder, home);
    const { code, out, err } = casebook('sync', made, ...more);
    return [code, `${out}${err}`];
  };
  const before = process.env['XDG_CONFIG_HOME'];
  t.after(() => {
    if (before === undefined) delete process.env['XDG_CONFIG_HOME'];
    else process.env['XDG_CONFIG_HOME'] = before;
  });
  assert.equal(sync('here', '--add', definition)[0], 0);
  assert.deepEqual(sync('here'), [0, 'F: 1 evidence file, 5 new records\n']);
  assert.deepEqual(sync('here'), [0, 'F: 0 evidence files, 0 new records\n']);
  write(langfuseLines(0, 6));
  assert.deepEqual(sync('here'), [0, 'F: 1 evidence file, 1 new record\n']);
  write(langfuseLines(1, 5));
  const [code, said] = sync('here');
  assert.equal(code, 1);
  assert.match(said, /a\.jsonl was rewritten: what was read of it before/u);
  appendFileSync(log, langfuseLines(6, 1));
  utimesSync(log, new Date(), new Date(Date.now() - 30_000));
  const [refused, why] = sync('elsewhere');
  assert.equal(refused, 2);
  assert.match(why, /Not allowed on this computer yet/u);
  assert.equal(sync('elsewhere', '--allow', 'F')[0], 0);
  assert.deepEqual(sync('elsewhere'), [0, 'F: 1 evidence file, 1 new record\n']);
});
