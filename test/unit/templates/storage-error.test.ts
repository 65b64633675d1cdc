import { expect, test } from 'vitest';
import { toStorageError } from '../../../src/templates/storage-error.ts';

test('a full disk is told as a full quota is', () => {
  const message =
    'Connection is closing because of: IO error: .../indexeddb.leveldb/000003.log: FILE_ERROR_NO_SPACE (8)';
  for (const error of [
    new DOMException(message, 'UnknownError'),
    new DOMException('Full', 'QuotaExceededError'),
  ]) {
    expect(toStorageError(error)).toMatchObject({ name: 'StorageError', reason: 'quota', cause: error });
  }
});

test("a failure of the browser's own database is told as one", () => {
  for (const error of [
    new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError'),
    new DOMException('Failed to write blobs (IOError)', 'DataError'),
  ]) {
    expect(toStorageError(error)).toMatchObject({ name: 'StorageError', reason: 'blocked', cause: error });
  }
});

test('what has no reason here passes as it is', () => {
  const error = new DOMException('The key is none', 'DataError');
  expect(toStorageError(error)).toBe(error);
});
