import type { FaceEngine, FaceGallery, PictureSource } from 'inpage-face';

/** The one who may log in on this device. */
export interface Account {
  id: string;
  name: string;
}

export type Accounts = FaceGallery<PictureSource>;

/** Its key lies in this browser and can't be read by the page. */
export function openAccounts(engine: FaceEngine): Promise<Accounts> {
  return engine.gallery('login');
}

export async function readAccount(accounts: Accounts): Promise<Account | undefined> {
  const [person] = (await accounts.list({ limit: 1 })).people;
  return person && { id: person.id, name: String(person.metadata?.name ?? '') };
}

/** The package's errors say what to do. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
