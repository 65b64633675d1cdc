/** Builds something when it is first asked for and keeps it; what failed to build is built anew next time. */
export function lazily<Thing>(build: () => Promise<Thing>): () => Promise<Thing> {
  let thing: Promise<Thing> | undefined;
  return () => {
    if (thing) return thing;
    const building = build();
    thing = building;
    building.catch(() => {
      if (thing === building) thing = undefined;
    });
    return building;
  };
}
