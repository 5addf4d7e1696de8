/** What kind of content a file is, by its ending. */

interface Kind {
  readonly type: string;
  readonly isCompressible: boolean;
}

const text = (type: string): Kind => ({ type: `${type}; charset=utf-8`, isCompressible: true });
const packed = (type: string): Kind => ({ type, isCompressible: false });
const raw = (type: string): Kind => ({ type, isCompressible: true });

const KINDS: Readonly<Record<string, Kind>> = {
  html: text('text/html'),
  js: text('text/javascript'),
  mjs: text('text/javascript'),
  css: text('text/css'),
  json: text('application/json'),
  map: text('application/json'),
  webmanifest: text('application/manifest+json'),
  svg: text('image/svg+xml'),
  txt: text('text/plain'),
  md: text('text/markdown'),
  wasm: raw('application/wasm'),
  safetensors: raw('application/octet-stream'),
  bin: raw('application/octet-stream'),
  ico: raw('image/x-icon'),
  png: packed('image/png'),
  jpg: packed('image/jpeg'),
  jpeg: packed('image/jpeg'),
  webp: packed('image/webp'),
  woff2: packed('font/woff2'),
  gz: packed('application/gzip'),
};

export const kindOf = (file: string): Kind =>
  KINDS[file.slice(file.lastIndexOf('.') + 1).toLowerCase()] ?? raw('application/octet-stream');
