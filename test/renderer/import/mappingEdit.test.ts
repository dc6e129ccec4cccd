import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  choosablePaths,
  editorFields,
  pathOf,
  withPath,
} from '../../../renderer/features/import/mappingEdit.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import { mappedFields } from '../../../shared/mapping.ts';

const mapping: Mapping = {
  version: 1,
  source: 'own',
  label: 'Own log',
  fields: { actorName: ['/who', '/user/name'] },
  time: { format: 'auto', zone: null, zoneSource: 'assumed' },
  uniqueId: false,
  changeKind: 'none',
};

test('the chosen path comes first, further ones stay behind it, and none takes the field off', () => {
  assert.deepEqual(
    [
      withPath(mapping, 'actorName', '/actor').fields,
      withPath(mapping, 'actorName', '/user/name').fields,
      withPath(mapping, 'actorName', '').fields,
      withPath(mapping, 'action', '/what').fields,
    ],
    [
      { actorName: ['/actor', '/user/name'] },
      { actorName: ['/user/name'] },
      {},
      { actorName: ['/who', '/user/name'], action: ['/what'] },
    ],
  );
  assert.equal(pathOf(mapping, 'actorName'), '/who');
});

test('the editor offers each mapped field once', () => {
  assert.deepEqual(editorFields.toSorted(), mappedFields.toSorted());
});

test('a table offers its headers as they are written, JSON its pointers', () => {
  const paths = [
    { path: '/Date and time', example: '1' },
    { path: '/and~1or', example: '2' },
  ];
  assert.deepEqual(
    [choosablePaths({ reader: 'csv', paths }), choosablePaths({ reader: 'json', paths })],
    [
      [
        { path: 'Date and time', example: '1' },
        { path: 'and/or', example: '2' },
      ],
      paths,
    ],
  );
});
