import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import * as fc from 'fast-check';

import type { JsonValue } from '../../shared/event.ts';
import { inCidr, parseCidr } from '../../shared/ip.ts';
import { pointerGet, pointerJoin, pointerKeys } from '../../shared/jsonPointer.ts';

describe('JSON Pointer', () => {
  // RFC 6901 section 5.
  const document: JsonValue = JSON.parse(
    String.raw`{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8,"__proto__":{"own":9}}`,
  );
  const cases: readonly (readonly [string, JsonValue | undefined])[] = [
    ['', document],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
    ['/__proto__/own', 9],
    ['/__proto__/toString', undefined],
    ['/constructor', undefined],
    ['/foo/length', undefined],
    ['/foo/2', undefined],
    ['/foo/00', undefined],
    ['/foo/0/0', undefined],
    ['foo', undefined],
  ];
  for (const [pointer, value] of cases) {
    it(`finds ${JSON.stringify(pointer)}`, () =>
      assert.deepEqual(pointerGet(document, pointer), value));
  }

  it('gives keys back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', '/', '~', '0', '1') })),
        (keys) => {
          assert.deepEqual(pointerKeys(keys.reduce<string>(pointerJoin, '')), keys);
        },
      ),
    );
  });
});

describe('IP ranges', () => {
  const cases: readonly (readonly [range: string, ip: string, inside: boolean | null])[] = [
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.1.2.3/8', '10.9.9.9', true],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['0.0.0.0/0', '::1', false],
    ['10.0.0.4', '10.0.0.4', true],
    ['10.0.0.4/32', '10.0.0.5', false],
    ['10.0.0.0/8', '::ffff:10.1.1.1', true],
    ['::ffff:10.0.0.0/104', '10.1.1.1', true],
    ['2001:db8::/32', '2001:0DB8:0:1::7', true],
    ['2001:db8::/32', '2001:db9::', false],
    ['::1', '0:0:0:0:0:0:0:1', true],
    ['fe80::/10', 'fe80::1%eth0', true],
    ['10.0.0.0/8', 'AWS Internal', false],
    ['10.0.0.0/8', '010.0.0.1', false],
    ['10.0.0.0/33', '', null],
    ['10.0.0/8', '', null],
    ['2001:db8::/129', '', null],
    ['1::2::3/8', '', null],
    ['1:2:3:4:5:6:7:8:9/8', '', null],
    ['x/8', '', null],
    ['10.0.0.0/8/9', '', null],
  ];
  for (const [range, ip, inside] of cases) {
    it(`${range} ${inside === null ? 'is no range' : inside ? 'has' : 'has not'} ${ip}`, () => {
      const cidr = parseCidr(range);
      assert.equal(cidr === null ? null : inCidr(ip, cidr), inside);
    });
  }
});
