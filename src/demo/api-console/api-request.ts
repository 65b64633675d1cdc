import type { ApiField, ApiMethod } from './api-methods.ts';

/** A file for a field. */
export interface FieldFile {
  field: ApiField;
  file: File;
}

/** What the console is set to. */
export interface ApiCall {
  method: ApiMethod;
  files: readonly FieldFile[];
  /** Send and receive base64. */
  base64: boolean;
}

const BASE64_HEADER = { 'Content-Transfer-Encoding': 'base64' };

/**
 * The call as the request that `fetch` sends. A photo given for a template is made into one
 * by `extract` first.
 */
export async function requestOf({ method, files, base64 }: ApiCall): Promise<Request> {
  const headers: Record<string, string> = base64 ? { ...BASE64_HEADER } : {};
  const [only] = files;
  if (method.httpMethod === 'GET') return new Request(method.path, { headers });
  if (only?.field.name === '') {
    headers['Content-Type'] = only.file.type;
    return new Request(method.path, { method: 'POST', headers, body: await encoded(only.file, base64) });
  }
  const form = new FormData();
  for (const { field, file } of files) {
    const content = field.kind === 'template' ? await templateOf(file) : file;
    const place = files.filter((entry) => entry.field === field).findIndex((entry) => entry.file === file);
    form.append(partName(field, place), await encoded(content, base64), content.name);
  }
  return new Request(method.path, { method: 'POST', headers, body: form });
}

/** A part's name: its field's, but for media, each of which needs a name of its own. */
function partName({ name, kind }: ApiField, place: number): string {
  return kind === 'medium' ? `${name}_${place + 1}` : name;
}

async function templateOf(file: File): Promise<File> {
  const type = 'application/octet-stream';
  if (!file.type.startsWith('image/')) return new File([file], file.name, { type });
  const headers = { 'Content-Type': file.type };
  const response = await fetch('/v1/face/pattern/extract', { method: 'POST', headers, body: file });
  if (!response.ok) {
    const { message } = await response.json();
    throw new Error(`No template of ${file.name}: ${message}`);
  }
  return new File([await response.blob()], templateName(file), { type });
}

async function encoded(file: File, base64: boolean): Promise<Blob> {
  if (!base64) return file;
  return new Blob([await base64Of(file)], { type: file.type });
}

/** By the browser's own encoder: what a data URL holds after its comma. */
function base64Of(file: Blob): Promise<string> {
  const reader = new FileReader();
  return new Promise((resolve, reject) => {
    reader.addEventListener('load', () => resolve(String(reader.result).split(',')[1] ?? ''));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}

/** The call as a line for curl, which would ask a server. */
export function asCurl({ method, files, base64 }: ApiCall, origin: string): string {
  const parts = [`curl ${origin}${method.path}`];
  if (base64) parts.push(`-H 'Content-Transfer-Encoding: base64'`);
  for (const { field, part, name, type } of placeholders(method, files)) {
    const path = quoted(base64 ? `${name}.base64` : name);
    if (field.name === '') parts.push(`-H 'Content-Type: ${type}'`, `--data-binary @${path}`);
    else parts.push(`-F '${part}=@"${path}";type=${type}'`);
  }
  return parts.join(' \\\n  ');
}

/** What the bytes of a part are called in JavaScript. */
const SOURCES: Record<ApiField['kind'], string> = {
  picture: 'photo',
  template: 'template',
  medium: 'medium',
  json: 'json',
};

/** The call as JavaScript for a page. */
export function asFetch({ method, files, base64 }: ApiCall): string {
  const parts = placeholders(method, files);
  const options: string[] = [];
  const lines: string[] = [];
  const headers = base64 ? [`'Content-Transfer-Encoding': 'base64'`] : [];
  if (method.httpMethod === 'POST') options.push(`method: 'POST'`);
  if (parts[0]?.field.name === '') {
    headers.unshift(`'Content-Type': '${parts[0].type}'`);
    options.push(`body: ${base64 ? 'photoInBase64' : 'photo'}`);
  } else if (parts.length > 0) {
    lines.push('const form = new FormData();');
    for (const { field, part, name, type } of parts) {
      const source = SOURCES[field.kind];
      const bytes = base64 ? `${source}InBase64` : source;
      const blob = `new Blob([${bytes}], { type: '${type}' })`;
      lines.push(`form.append('${part}', ${blob}, '${name.replaceAll("'", "\\'")}');`);
    }
    options.push('body: form');
  }
  if (headers.length > 0) options.splice(options.length > 1 ? 1 : 0, 0, `headers: { ${headers.join(', ')} }`);
  const init = options.length === 0 ? '' : `, {\n  ${options.join(',\n  ')},\n}`;
  return [...lines, `const response = await fetch('${method.path}'${init});`].join('\n');
}

/** The chosen files, or stand-ins if none is chosen yet. */
function placeholders(method: ApiMethod, files: readonly FieldFile[]) {
  return method.fields.flatMap((field) => {
    const template = field.kind === 'template';
    const type = template ? 'application/octet-stream' : 'image/jpeg';
    const chosen = files
      .filter((entry) => entry.field === field)
      .map(({ file }, place) => ({
        field,
        part: partName(field, place),
        name: template ? templateName(file) : file.name,
        type: template ? type : file.type,
      }));
    const standIn = { field, part: partName(field, 0), name: template ? '1.template' : 'photo.jpg', type };
    return chosen.length > 0 ? chosen : [standIn];
  });
}

function templateName(file: File): string {
  return file.type.startsWith('image/') ? `${file.name.replace(/\.\w+$/, '')}.template` : file.name;
}

function quoted(path: string): string {
  return path.replace(/["'\\]/g, '_');
}
