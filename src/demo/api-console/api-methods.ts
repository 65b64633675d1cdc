/** A part of a request that a person fills with files, or with JSON. */
export interface ApiField {
  /** The part's name in the contract. */
  name: string;
  /** What it holds; a photo given for a template is made into one first. */
  kind: 'picture' | 'template' | 'medium' | 'json';
  /** What a JSON field holds at first. */
  example?: unknown;
  /** Whether it may come many times, each with its file name. */
  many?: boolean;
}

/** A method of the contract as the console shows it. */
export interface ApiMethod {
  name: string;
  httpMethod: 'GET' | 'POST';
  path: string;
  /** A form's parts; a lone picture without a name is the whole body. */
  fields: readonly ApiField[];
}

const PAYLOAD = {
  analyses: [{ type: 'quality', params: { threshold_spoofing: 0.5, extract_best_shot: true } }],
};
const WHOLE_BODY: ApiField = { name: '', kind: 'picture' };
const pattern = (operation: string) => `/v1/face/pattern/${operation}`;

/** All methods of the reference, in its order. */
export const API_METHODS: readonly [ApiMethod, ...ApiMethod[]] = [
  { name: 'version', httpMethod: 'GET', path: '/version', fields: [] },
  { name: 'health', httpMethod: 'GET', path: pattern('health'), fields: [] },
  { name: 'extract', httpMethod: 'POST', path: pattern('extract'), fields: [WHOLE_BODY] },
  {
    name: 'compare',
    httpMethod: 'POST',
    path: pattern('compare'),
    fields: [
      { name: 'bio_feature', kind: 'template' },
      { name: 'bio_template', kind: 'template' },
    ],
  },
  {
    name: 'verify',
    httpMethod: 'POST',
    path: pattern('verify'),
    fields: [
      { name: 'sample', kind: 'picture' },
      { name: 'bio_template', kind: 'template' },
    ],
  },
  {
    name: 'extract_and_compare',
    httpMethod: 'POST',
    path: pattern('extract_and_compare'),
    fields: [
      { name: 'sample_1', kind: 'picture' },
      { name: 'sample_2', kind: 'picture' },
    ],
  },
  {
    name: 'compare_n',
    httpMethod: 'POST',
    path: pattern('compare_n'),
    fields: [
      { name: 'template_1', kind: 'template' },
      { name: 'templates_n', kind: 'template', many: true },
    ],
  },
  {
    name: 'verify_n',
    httpMethod: 'POST',
    path: pattern('verify_n'),
    fields: [
      { name: 'sample_1', kind: 'picture' },
      { name: 'templates_n', kind: 'template', many: true },
    ],
  },
  {
    name: 'extract_and_compare_n',
    httpMethod: 'POST',
    path: pattern('extract_and_compare_n'),
    fields: [
      { name: 'sample_1', kind: 'picture' },
      { name: 'samples_n', kind: 'picture', many: true },
    ],
  },
  { name: 'liveness health', httpMethod: 'GET', path: '/v1/face/liveness/health', fields: [] },
  { name: 'liveness detect', httpMethod: 'POST', path: '/v1/face/liveness/detect', fields: [WHOLE_BODY] },
  {
    name: 'liveness detect, media and payload',
    httpMethod: 'POST',
    path: '/v1/face/liveness/detect',
    fields: [
      { name: 'media', kind: 'medium', many: true },
      { name: 'payload', kind: 'json', example: PAYLOAD },
    ],
  },
];
