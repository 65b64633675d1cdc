/** What is used here of CycloneDX as npm writes it. */
export interface Sbom {
  serialNumber?: string;
  metadata: {
    timestamp?: string;
    tools?: { name: string; version?: string }[];
    component: { 'bom-ref': string; name: string };
  };
  components: { 'bom-ref': string; name: string; version: string; properties?: unknown; scope?: string }[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

/**
 * The bill of materials of the published package, of the one that npm makes of the project: the packages whose code is in it,
 * and no tool that it was built with. They are no dependencies in package.json, since the build puts their code into the
 * package's own files.
 *
 * Equal inputs give equal bytes: what names the moment, the npm and the folder is left out.
 *
 * @param shipped Names and versions of those packages.
 */
export function shippedSbom(
  { serialNumber: _number, ...sbom }: Sbom,
  shipped: readonly { name: string; version: string }[],
): Sbom {
  const { timestamp: _moment, ...metadata } = sbom.metadata;
  const ref = metadata.component['bom-ref'];
  const names = new Set(shipped.map(({ name, version }) => `${name}@${version}`));
  const components = sbom.components.filter(({ name, version }) => names.has(`${name}@${version}`));
  const refs = new Set(components.map((component) => component['bom-ref']));
  const dependencies = sbom.dependencies.filter(({ ref }) => refs.has(ref));
  return {
    ...sbom,
    metadata: {
      ...metadata,
      tools: (metadata.tools ?? []).map(({ version: _npm, ...tool }) => tool),
      // npm calls it by the folder.
      component: { ...metadata.component, name: ref.slice(0, ref.lastIndexOf('@')) },
    },
    // npm marks them as tools of development, which is right of the project alone.
    components: components.map(({ properties: _marks, ...component }) => component),
    dependencies: [
      { ref, dependsOn: [...refs] },
      ...dependencies.map((each) => ({ ...each, dependsOn: each.dependsOn.filter((one) => refs.has(one)) })),
    ],
  };
}
