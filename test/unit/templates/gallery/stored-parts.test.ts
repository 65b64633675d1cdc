import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, test } from 'vitest';
import type {
  GalleryHeader,
  GalleryStorage,
  ManifestRow,
} from '../../../../src/templates/gallery/gallery-storage.ts';
import { memoryStorage } from '../../../../src/templates/gallery/memory-storage.ts';
import { memoryKeyStore } from '../../../../src/templates/protection/device-keys.ts';
import { galleryDatabase } from '../../../../src/templates/stored-names.ts';
import { pictureOf, templateOf } from '../../../support/gallery.ts';
import { freshName, open } from '../../../support/opened-galleries.ts';

/** The two rows that say what makes up a gallery. */
interface Parts {
  header: GalleryHeader;
  manifest: ManifestRow;
}

async function parts(
  name: string,
  put: Partial<Record<keyof Parts, object | undefined>> = {},
): Promise<Parts> {
  const db = await openDB(galleryDatabase(name));
  for (const [key, row] of Object.entries(put)) {
    if (row) await db.put('state', row, key);
    else await db.delete('state', key);
  }
  const [header, manifest] = [await db.get('state', 'header'), await db.get('state', 'manifest')];
  db.close();
  return { header, manifest };
}

function without<Row extends object>(row: Row, field: keyof Row): Partial<Row> {
  const { [field]: _, ...rest } = row;
  return rest as Partial<Row>;
}

const tampered = { name: 'StorageError', reason: 'tampered' };
const secret = (fill: number) => new Uint8Array(32).fill(fill);

describe('a gallery whose parts are of different ages is tampered', () => {
  /** A gallery before and after its secret was changed, closed. */
  async function reissued(unlinkable: true | { secret: Uint8Array } = true, next = unlinkable) {
    const name = freshName();
    const gallery = await open(name, { unlinkable });
    await gallery.enroll('ada', templateOf(1));
    const old = await parts(name);
    await gallery.reissue(next);
    await gallery.close();
    return { name, old, now: await parts(name) };
  }

  const mixtures: [string, (old: Parts, now: Parts) => Parameters<typeof parts>[1]][] = [
    ['the old transform', (old, now) => ({ header: { ...now.header, transform: old.header.transform } })],
    ['the old header', (old) => ({ header: old.header })],
    [
      'the old header under the new number',
      (old, now) => ({ header: { ...old.header, epoch: now.header.epoch } }),
    ],
    ['the old manifest', (old) => ({ manifest: old.manifest })],
    ['the old binding', (old, now) => ({ header: { ...now.header, binding: old.header.binding } })],
    ['no transform', (_old, now) => ({ header: without(now.header, 'transform') })],
    ['no manifest', () => ({ manifest: undefined })],
    ['no binding', (_old, now) => ({ header: without(now.header, 'binding') })],
    [
      'no binding in either, and the old transform',
      (old, now) => ({
        header: { ...without(now.header, 'binding'), transform: old.header.transform },
        manifest: without(now.manifest, 'binding'),
      }),
    ],
    [
      'numbers put back',
      (old, now) => ({
        header: { ...now.header, epoch: old.header.epoch },
        manifest: { ...now.manifest, epoch: old.header.epoch },
      }),
    ],
  ];

  test.each(mixtures)('%s', async (_what, mix) => {
    const { name, old, now } = await reissued();
    await parts(name, mix(old, now));
    await expect(open(name)).rejects.toMatchObject(tampered);
    await parts(name, { ...now });
    expect((await (await open(name)).identify(templateOf(1))).results[0]?.id).toBe('ada');
  });

  test('the old transform, whose secret the app keeps', async () => {
    const [one, two] = [{ secret: secret(1) }, { secret: secret(2) }];
    const { name, old, now } = await reissued(one, two);
    await parts(name, { header: { ...now.header, transform: old.header.transform } });
    for (const unlinkable of [one, two])
      await expect(open(name, { unlinkable })).rejects.toMatchObject(tampered);
  });

  test('a plain gallery with the transform of a later time', async () => {
    const name = freshName();
    const gallery = await open(name);
    await gallery.enroll('ada', templateOf(1));
    const { header } = await parts(name);
    await gallery.reissue();
    await gallery.close();
    await parts(name, { header });
    await expect(open(name)).rejects.toMatchObject(tampered);
  });
});

describe('a picture’s row that was taken away is tampered', () => {
  async function withoutPictures() {
    const name = freshName();
    const gallery = await open(name);
    await gallery.enroll('ada', pictureOf(1), { keepPicture: true });
    const db = await openDB(galleryDatabase(name));
    await db.clear('pictures');
    db.close();
    return { name, gallery };
  }

  test('as it is asked for, and exported', async () => {
    const { gallery } = await withoutPictures();
    await expect(gallery.picture('ada')).rejects.toMatchObject(tampered);
    await expect(gallery.export()).rejects.toMatchObject(tampered);
    expect((await gallery.export({ pictures: false })).size).toBeGreaterThan(0);
    expect((await gallery.identify(templateOf(1))).results[0]?.id).toBe('ada');
  });

  test('as it is migrated', async () => {
    const { name } = await withoutPictures();
    const gallery = await open(name, {}, { fingerprint: '00000000000000bb' });
    await expect(gallery.migrate()).rejects.toMatchObject(tampered);
  });
});

// What version 0.1.0 wrote. It lies in browsers: these bytes are never replaced by newer ones.

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

const BEFORE: (Parts & { chunk: [string, Uint8Array<ArrayBuffer>] })[] = [
  {
    header: {
      gallery: 'cf7482d23066cb3f119063f4269d1797',
      epoch: 0,
      lock: {
        kind: 'key',
        wrapped: bytes(
          'cf72f02c8395ab8bf82774912e27c6d9e0ba8a14eb879361e456fc4f6d5c3784512bb47f63ceaafc6f5ff4d98b0a7a782e503db0eb1a90de5da73997',
        ),
      },
      check: bytes(
        '0165b70996f8925d353d8762b9eaedab67deafa9ea39a5a7564771ee1175b64d59eb49f35404470b5820249bd8ea1290',
      ),
    },
    manifest: {
      gallery: 'cf7482d23066cb3f119063f4269d1797',
      epoch: 0,
      change: 1,
      sealed: bytes(
        '0108d364efc5128cf7d53da6ee104d54f8bac8e774385165cd464520c791091dac8548406c388905a9f77899713f2b54960604e566f00021520ced25e7f600b52a13a932e4',
      ),
    },
    chunk: [
      'd1486a549290e929e95faacf7196ac2c',
      bytes(
        '01a4255a485beaf983f49b193acf76c90f14439092aaf10a2067eff8039969ca43302cfab8f2dd3e16752df0f968cede86183124453022f1af3205416cc5e3416120f50d54c6a364f69c6a50b7abeff199ad90eac897aff3f40a1a4c38bbac641d3b98d1c3f4caf241ece4c9a052b677ae105bd790c98140da0fe9f8b6df88b98195fa47e6205efbeee4f5a5b4acfd184e6ae1c0a61b5f4429e8edd1928e3d4def959c0f2db2183315b4603919747ca9e6f32fdcc749354e39eb8038037e2e58591ecf4a3b90ad2c0ee953bcb62579e8b16020c9827109ba5868e9f6207a19e13e68b6110fbe1243450a1a7152',
      ),
    ],
  },
  {
    header: {
      gallery: '942520f1108b22841d5075576af838ff',
      epoch: 1,
      lock: {
        kind: 'key',
        wrapped: bytes(
          'fa20c3bb21d6e64928a5dc2701a614be443853187e705ce977f41b4567523bfdff473e9a37c64a7e0f79282a76dfb6fbd98d8313d70239ecff2a2289',
        ),
      },
      check: bytes(
        '01ac9a2f35c6f858f8f2fed9582a58613231d2a4b37374f984111c44f07d7dea3951fc590b7114bb71cf6da8d7c071e3',
      ),
      transform: bytes(
        '01b90112b371d57fb9b2f1490d6af9c4291d0b89f4cdb5a075672f73c52ade1d856c6cb1e78aa26dce4042021d5f3634cfd1c376df2b25523d85a3d58104a1e2f77a8329ce00416b632aeb1afe45ff09ffdf7141cad71eb86a7a7e695d19ba3a0f76db12eeffb619ef83c17045345eeaeef2bae5638516640531a7135c1201eac84c6551233c2dd0091dbf2bc232e90f84a179ec7091e14bacf86e194eb2112881ae6f1aa524f0e9a29500f86b00cce55ce4b37099544a1bf0682dc3e3d5',
      ),
    },
    manifest: {
      gallery: '942520f1108b22841d5075576af838ff',
      epoch: 1,
      change: 2,
      sealed: bytes(
        '01b1bd7ba47ab60412fe96ceca0aa45587afb5e4d186f4aac1d4e3820f6d863eedb45ef4bff616f14249f8c319e82360f86db86d3771109b6a70b630cc15beca5c27c1cb81',
      ),
    },
    chunk: [
      '06e18c51af8314fc4a9c9af10d027225',
      bytes(
        '01a4ec88b64d7a3c078ba9ee5918ebdda8a989cc6598bcd69485e9c7c6571851c7a3739ad6af3f48145a1a4c3ac652b1df566e9b0dbad708445f6f1b382eacdd1049bd0257d11090b4be28a7f85e5a95d03becb40d397f8ffda7011e1e77fa9e1af23ba0bdf6da5a437d43be066c39844809d3108e7abcf91f597ccc98c9a20109e52a7615fa05e00a55db665aa892b547c3ae55f7b107a5e305e148c88534f63694bb608df677a1240f98235d828fdc709399882c311025e4f0c86f4986d8e95a0c73559f2ee03732681e4d720c315f2f619358ab2df67bd8310d95bc3aa6300d19b62a4aecbdeac3532603c3',
      ),
    ],
  },
];

describe.each(BEFORE)(
  'a gallery of epoch $header.epoch from before header and manifest were bound',
  (old) => {
    const key = crypto.subtle.importKey('raw', secret(7), 'AES-GCM', false, ['encrypt', 'decrypt']);

    async function stored() {
      const storage = memoryStorage();
      await storage.addHeader(old.header);
      await storage.commit({
        basedOn: 0,
        manifest: old.manifest,
        putChunks: new Map([old.chunk]),
        deleteChunks: [],
        putPictures: new Map(),
        deletePictures: [],
      });
      return storage;
    }

    /** As another tab or a later visit opens it. */
    async function visit(storage: GalleryStorage) {
      return open('old', { protection: { key: await key } }, { storage, deviceKeys: memoryKeyStore() });
    }

    test('opens, and is bound at its next change', async () => {
      const storage = await stored();
      const [gallery, other] = [await visit(storage), await visit(storage)];
      expect((await gallery.identify(templateOf(1))).results[0]).toMatchObject({
        id: 'ada',
        metadata: { name: 'Ada' },
      });
      expect((await storage.header())?.binding).toBeUndefined();
      await gallery.enroll('bob', templateOf(2));
      expect((await storage.header())?.binding).toBeDefined();
      for (const tab of [gallery, other, await visit(storage)]) {
        expect((await tab.identify(templateOf(2))).results[0]?.id).toBe('bob');
        expect((await tab.verify('ada', templateOf(1))).score).toBeCloseTo(1, 5);
      }
    });

    test('is tampered if a header or a manifest from before is put back alone', async () => {
      const storage = await stored();
      await (await visit(storage)).enroll('bob', templateOf(2));
      await expect(visit({ ...storage, header: async () => old.header })).rejects.toMatchObject(tampered);
      await expect(visit({ ...storage, manifest: async () => old.manifest })).rejects.toMatchObject(tampered);
    });
  },
);
