/**
 * The component's look. It takes nothing from the page but the text's direction and the colour scheme; apps
 * change it by the custom properties at the top and by `::part(…)`. White text on the preview stands on a plate
 * of its own, so that it can be read over any picture.
 */
const CSS = `
:host {
  --_accent: var(--face-capture-accent, #2450d6);
  --_on-accent: var(--face-capture-on-accent, #fff);
  --_surface: var(--face-capture-surface, #f4f2ee);
  --_text: var(--face-capture-text, #1d1c1a);
  --_muted: var(--face-capture-muted, #5c5953);
  --_line: var(--face-capture-line, #8d887f);
  --_problem: var(--face-capture-problem, #b0352a);
  --_good: var(--face-capture-good, #3ddc91);
  --_radius: var(--face-capture-radius, 20px);
  display: block;
  box-sizing: border-box;
  inline-size: 100%;
  max-inline-size: 26rem;
}

@supports (color: light-dark(#fff, #000)) {
  :host {
    --_accent: var(--face-capture-accent, light-dark(#2450d6, #8fabff));
    --_on-accent: var(--face-capture-on-accent, light-dark(#fff, #10131c));
    --_surface: var(--face-capture-surface, light-dark(#f4f2ee, #242421));
    --_text: var(--face-capture-text, light-dark(#1d1c1a, #f3f1ec));
    --_muted: var(--face-capture-muted, light-dark(#5c5953, #b4b0a7));
    --_line: var(--face-capture-line, light-dark(#8d887f, #7b776e));
    --_problem: var(--face-capture-problem, light-dark(#b0352a, #f1897d));
  }
}

:host([hidden]), [hidden] {
  display: none !important;
}

*, *::before, *::after {
  box-sizing: border-box;
}

/* Nothing of the page's text style comes in here. */
.base {
  all: initial;
  position: relative;
  display: grid;
  gap: 14px;
  color: var(--_text);
  color-scheme: inherit;
  font: 400 1rem/1.4 var(--face-capture-font, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif);
  -webkit-text-size-adjust: 100%;
}

.stage {
  position: relative;
  overflow: hidden;
  aspect-ratio: 3 / 4;
  border-radius: var(--_radius);
  background: #10100f;
  isolation: isolate;
}

.video, .picture, .overlay, .panel, .flash, .cameras select {
  position: absolute;
  inset: 0;
  inline-size: 100%;
  block-size: 100%;
}

.video, .picture {
  object-fit: cover;
}

.stage[data-mirrored] :is(.video, .picture) {
  transform: scaleX(-1);
}

.overlay {
  overflow: visible;
}

.dim {
  fill: rgb(12 12 11 / 58%);
}

.oval, .ring {
  fill: none;
  stroke-linecap: round;
  transition: stroke 0.2s;
}

.oval {
  stroke: rgb(255 255 255 / 85%);
  stroke-width: 2.5;
}

.ring {
  stroke: var(--_good);
  stroke-width: 7;
  stroke-dasharray: 1;
  stroke-dashoffset: 1;
  stroke-opacity: 0;
  transition: stroke-dashoffset 0.15s linear;
}

.ring[data-begun] {
  stroke-opacity: 1;
}

:is([data-state="idle"], [data-state="failed"]) .stage {
  background: var(--_surface);
}

:is([data-state="starting"], [data-state="paused"]) .oval {
  stroke: rgb(255 255 255 / 45%);
  stroke-dasharray: 7 9;
}

:is([data-state="captured"], [data-state="processing"]) .dim {
  fill: rgb(12 12 11 / 38%);
}

[data-state="processing"] .ring {
  stroke-dasharray: 0.22 0.78;
  stroke-opacity: 1;
  animation: circle 1.4s linear infinite;
}

@keyframes circle {
  from {
    stroke-dashoffset: 1;
  }
  to {
    stroke-dashoffset: 0;
  }
}

.flash {
  background: #fff;
  opacity: 0;
  pointer-events: none;
}

[data-state="processing"] .flash {
  animation: flash 0.35s ease-out;
}

@keyframes flash {
  from {
    opacity: 0.75;
  }
}

.guidance {
  position: absolute;
  inset-block-start: 12px;
  inset-inline: 12px;
  display: flex;
  justify-content: center;
}

.plate {
  display: inline-flex;
  align-items: center;
  gap: 8px;
  padding: 8px 16px;
  border-radius: 22px;
  background: rgb(16 16 15 / 82%);
  color: #fff;
  font-size: 1.0625rem;
  font-weight: 600;
  line-height: 1.25;
  text-align: center;
  text-wrap: balance;
  overflow-wrap: anywhere;
}

[data-good] .plate {
  background: #0b5c39;
}

.plate .icon {
  inline-size: 20px;
  block-size: 20px;
}

.panel {
  display: grid;
  align-content: center;
  justify-items: center;
  gap: 20px;
  padding: 24px;
  border: 1px solid color-mix(in srgb, var(--_line) 45%, transparent);
  border-radius: inherit;
  background: var(--_surface);
  text-align: center;
  overflow: auto;
}

.panel-text {
  display: grid;
  gap: 10px;
  max-inline-size: 30ch;
  text-wrap: balance;
}

.message, .reason, .hint {
  margin: 0;
}

.message {
  font-size: 1.0625rem;
  font-weight: 560;
  line-height: 1.4;
}

.reason {
  color: var(--_muted);
  font-size: 0.8125rem;
  overflow-wrap: anywhere;
}

.figure {
  inline-size: 104px;
  block-size: 104px;
  color: var(--_accent);
}

.figure .icon {
  inline-size: 100%;
  block-size: 100%;
  stroke-width: 1;
}

[data-state="failed"] .figure {
  inline-size: 56px;
  block-size: 56px;
  color: var(--_problem);
}

[data-state="failed"] .figure .icon {
  stroke-width: 1.6;
}

.actions {
  display: flex;
  flex-wrap: wrap;
  justify-content: center;
  gap: 10px;
}

.controls {
  display: grid;
  grid-template-columns: 1fr auto 1fr;
  align-items: center;
  gap: 12px;
  min-block-size: 72px;
}

.controls > .end {
  justify-self: end;
}

.controls > .start {
  justify-self: start;
}

.button {
  min-block-size: 44px;
  padding: 8px 20px;
  border: 1px solid var(--_line);
  border-radius: 999px;
  background: transparent;
  color: inherit;
  font: inherit;
  font-weight: 560;
  cursor: pointer;
}

.button:hover, .cameras:hover {
  background: color-mix(in srgb, currentcolor 8%, transparent);
}

.button.primary {
  border-color: var(--_accent);
  background: var(--_accent);
  color: var(--_on-accent);
}

.button.primary:hover {
  background: color-mix(in srgb, var(--_accent) 86%, var(--_text));
}

.button.quiet {
  border-color: transparent;
  padding-inline: 14px;
}

.button:disabled {
  opacity: 0.5;
  cursor: default;
}

:is(button, select):focus-visible, .cameras:has(:focus-visible) {
  outline: 3px solid var(--_accent);
  outline-offset: 3px;
}

.shutter {
  inline-size: 72px;
  block-size: 72px;
  padding: 6px;
  border: 3px solid;
  border-radius: 50%;
  background: transparent;
  color: var(--_text);
  cursor: pointer;
}

.shutter::before {
  content: "";
  display: block;
  inline-size: 100%;
  block-size: 100%;
  border-radius: 50%;
  background: currentcolor;
  transition: scale 0.12s;
}

.shutter:not([aria-disabled="true"]):active::before {
  scale: 0.88;
}

.shutter[data-suggested] {
  color: var(--_accent);
}

.shutter[aria-disabled="true"] {
  opacity: 0.35;
  cursor: default;
}

.cameras {
  position: relative;
  display: grid;
  place-items: center;
  inline-size: 44px;
  block-size: 44px;
  border-radius: 50%;
}

/* The list of the system opens over the icon; the select itself need not be seen. */
.cameras select {
  opacity: 0;
  font: inherit;
  cursor: pointer;
}

.cameras option {
  color: initial;
}

.hint {
  min-block-size: 1.4em;
  margin-block-start: -6px;
  color: var(--_muted);
  font-size: 0.9375rem;
  text-align: center;
}

.icon {
  inline-size: 24px;
  block-size: 24px;
  flex: none;
  fill: none;
  stroke: currentcolor;
  stroke-width: 2;
  stroke-linecap: round;
  stroke-linejoin: round;
}

.status {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  margin: -1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after {
    animation: none !important;
    transition: none !important;
  }

  [data-state="processing"] .ring {
    stroke-dasharray: none;
  }
}

@media (forced-colors: active) {
  .shutter::before {
    background: ButtonText;
    forced-color-adjust: none;
  }

  .plate {
    border: 1px solid CanvasText;
  }
}
`;

let sheet: CSSStyleSheet | undefined;

/** The sheet that all components of a page share: a policy against inline styles does not concern it. */
export function sharedStyles(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
  }
  return sheet;
}
