import assert from 'node:assert/strict';
import { test } from 'node:test';

import { sourceAbout, sourcesAbout } from '../../electron/engine/sourceAbout.ts';
import { casebook, casebookJson } from '../helpers/command.ts';

test('what is known of a source: places, what is worked out, and how sure each is', () => {
  const about = sourceAbout('aws-cloudtrail');
  const told = (name: string): unknown => about?.fields.find(({ field }) => field === name);
  assert.deepEqual(
    [told('id'), told('resourceType'), told('before'), sourceAbout('mapped')],
    [
      { field: 'id', places: ['/eventID'], workedOut: false, knownBy: 'documented' },
      {
        field: 'resourceType',
        places: ['/resources/0/type'],
        workedOut: true,
        knownBy: 'inferred',
      },
      undefined,
      null,
    ],
  );
});

test('the command line lists the sources, tells one, and refuses a name that is none', () => {
  const { sources } = casebookJson('sources');
  const told = casebook('sources', 'okta');
  const refused = casebook('sources', 'nobody');
  assert.deepEqual(
    [
      Array.isArray(sources) && sources.length,
      told.out.startsWith('Okta System Log\n'),
      told.out.includes('Hidden by the product: The log is kept for 90 days.'),
      refused.code,
      refused.err,
    ],
    [
      sourcesAbout().length,
      true,
      true,
      2,
      'casebook: no source is named "nobody": casebook sources\n',
    ],
  );
});
