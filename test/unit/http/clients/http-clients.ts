import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as nodeRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios from 'axios';
import StreamingFormData from 'form-data';
import nodeFetch, { Blob as FetchBlob, FormData as FetchFormData } from 'node-fetch';
import superagent from 'superagent';
import * as undici from 'undici';

/** A field as an app gives it to its client: a text, or a file; a file without a type is one the client types. */
export interface Field {
  name: string;
  content: string | Uint8Array<ArrayBuffer>;
  filename?: string;
  type?: string;
}

/** Sends a form by one client. */
export type SendForm = (
  url: string,
  fields: readonly Field[],
  headers: Record<string, string>,
) => Promise<unknown>;

const CURL = spawnSync('curl', ['--version']).status === 0;

/** The clients that run here, by name. */
export const CLIENTS: Record<string, SendForm> = {
  'fetch of Node': (url, fields, headers) =>
    fetch(url, { method: 'POST', headers, body: filled(new FormData(), fields) }),
  'undici fetch': (url, fields, headers) =>
    undici.fetch(url, { method: 'POST', headers, body: filled(new undici.FormData(), fields) }),
  'undici request': async (url, fields, headers) => {
    const body = filled(new undici.FormData(), fields);
    const answer = await undici.request(url, { method: 'POST', headers, body });
    await answer.body.dump();
  },
  'axios with FormData': (url, fields, headers) =>
    axios.post(url, filled(new FormData(), fields), { headers }),
  'axios with form-data': (url, fields, headers) => axios.post(url, streamed(fields), { headers }),
  'form-data over node:http': (url, fields, headers) => piped(url, streamed(fields), headers),
  'node-fetch with its FormData': (url, fields, headers) => {
    const form = new FetchFormData();
    for (const { name, content, filename, type } of fields) {
      if (filename === undefined && type === undefined) form.append(name, content as string);
      else form.append(name, new FetchBlob([content], type === undefined ? {} : { type }), filename);
    }
    return nodeFetch(url, { method: 'POST', headers, body: form });
  },
  superagent: (url, fields, headers) =>
    fields.reduce(
      (request, { name, content, filename, type }) =>
        filename === undefined && typeof content === 'string'
          ? request.field(name, content)
          : request.attach(name, Buffer.from(content as Uint8Array), {
              ...(filename !== undefined && { filename }),
              ...(type !== undefined && { contentType: type }),
            }),
      superagent.post(url).set(headers),
    ),
  ...(CURL && { curl }),
};

/** Append as every FormData of the web's has it. */
interface WebForm {
  append(name: string, value: string): void;
  append(name: string, value: Blob, filename?: string): void;
}

function filled<Form extends WebForm>(form: Form, fields: readonly Field[]): Form {
  for (const { name, content, filename, type } of fields) {
    if (filename === undefined && type === undefined) form.append(name, content as string);
    else form.append(name, new Blob([content], type === undefined ? {} : { type }), filename);
  }
  return form;
}

function streamed(fields: readonly Field[]): StreamingFormData {
  const form = new StreamingFormData();
  for (const { name, content, filename, type } of fields) {
    const value = typeof content === 'string' ? content : Buffer.from(content);
    form.append(name, value, {
      ...(filename !== undefined && { filename }),
      ...(type !== undefined && { contentType: type }),
    });
  }
  return form;
}

function piped(url: string, form: StreamingFormData, headers: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = nodeRequest(
      url,
      { method: 'POST', headers: { ...headers, ...form.getHeaders() } },
      (answer) => {
        answer.resume().on('end', resolve);
      },
    );
    form.pipe(request.on('error', reject));
  });
}

/** Files lie on the disk for curl; its own syntax escapes quotes and backslashes by backslashes. */
async function curl(url: string, fields: readonly Field[], headers: Record<string, string>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'curl-'));
  const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
  const forms = fields.flatMap(({ name, content, filename, type }, index) => {
    const file = join(folder, String(index));
    writeFileSync(file, content);
    const source =
      filename === undefined ? `<${quoted(file)}` : `@${quoted(file)};filename=${quoted(filename)}`;
    return ['-F', `${name}=${source}${type === undefined ? '' : `;type=${type}`}`];
  });
  const asked = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const child = spawn('curl', ['--silent', '--fail', url, ...asked, ...forms]);
  const code = await new Promise((resolve) => child.on('close', resolve));
  rmSync(folder, { recursive: true });
  if (code !== 0) throw new Error(`curl ended with ${code}`);
}
