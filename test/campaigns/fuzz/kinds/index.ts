import { exports } from './exports.ts';
import { manifests } from './manifests.ts';
import { archives, videos } from './media.ts';
import { pictures } from './pictures.ts';
import { requests } from './requests.ts';
import { templates } from './templates.ts';

export const KINDS = { pictures, videos, archives, requests, templates, exports, manifests };
