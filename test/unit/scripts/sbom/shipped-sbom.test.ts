import { expect, test } from 'vitest';
import { type Sbom, shippedSbom } from '../../../../scripts/sbom/shipped-sbom.ts';

const component = (name: string, version: string) => ({
  'bom-ref': `${name}@${version}`,
  name,
  version,
  properties: [{ name: 'cdx:npm:package:development', value: 'true' }],
});

const OF_NPM: Sbom = {
  serialNumber: 'urn:uuid:1',
  metadata: {
    timestamp: '2026-01-01T00:00:00Z',
    tools: [{ name: 'cli', version: '11' }],
    component: { 'bom-ref': 'app@1.0.0', name: 'folder' },
  },
  components: [
    component('lib', '1.0.0'),
    component('lib', '2.0.0'),
    component('part', '1.0.0'),
    component('tool', '1.0.0'),
  ],
  dependencies: [
    { ref: 'app@1.0.0', dependsOn: ['lib@2.0.0', 'tool@1.0.0'] },
    { ref: 'lib@2.0.0', dependsOn: ['part@1.0.0', 'tool@1.0.0'] },
    { ref: 'tool@1.0.0', dependsOn: [] },
  ],
};
const SHIPPED = [
  { name: 'lib', version: '2.0.0' },
  { name: 'part', version: '1.0.0' },
];

test('lists what is shipped, in the version that is, and how it hangs together', () => {
  const { components, dependencies } = shippedSbom(OF_NPM, SHIPPED);
  expect(components).toEqual([
    { 'bom-ref': 'lib@2.0.0', name: 'lib', version: '2.0.0' },
    { 'bom-ref': 'part@1.0.0', name: 'part', version: '1.0.0' },
  ]);
  expect(dependencies).toEqual([
    { ref: 'app@1.0.0', dependsOn: ['lib@2.0.0', 'part@1.0.0'] },
    { ref: 'lib@2.0.0', dependsOn: ['part@1.0.0'] },
  ]);
});

test('is the same at another moment, by another npm, in another folder', () => {
  const later: Sbom = {
    ...OF_NPM,
    serialNumber: 'urn:uuid:2',
    metadata: {
      timestamp: '2027-01-01T00:00:00Z',
      tools: [{ name: 'cli', version: '12' }],
      component: { 'bom-ref': 'app@1.0.0', name: 'another' },
    },
  };
  expect(shippedSbom(later, SHIPPED)).toEqual(shippedSbom(OF_NPM, SHIPPED));
});
