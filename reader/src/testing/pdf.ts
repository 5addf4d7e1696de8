/** Small PDF files made by rule, for tests: a gray picture on each page. */
import type { Pixels } from '../image/types.js';

export interface PdfOptions {
  /** Pixels an inch of the pictures, which fill their pages. */
  readonly dpi?: number;
  /** Says that it is encrypted, with a password that nobody has. */
  readonly isEncrypted?: boolean;
}

type Part = string | Pixels['data'];

/** PDF 1.4, uncompressed. @param images gray, one byte a pixel */
export function pdfOf(
  images: readonly Pixels[],
  { dpi = 200, isEncrypted = false }: PdfOptions = {},
): Uint8Array {
  const pageOf = (i: number): number => 3 + 3 * i;
  const points = (pixels: number): number => (pixels * 72) / dpi;
  const objects: Part[][] = [
    ['<< /Type /Catalog /Pages 2 0 R >>'],
    [
      `<< /Type /Pages /Count ${images.length} /Kids [${images.map((_, i) => `${pageOf(i)} 0 R`).join(' ')}] >>`,
    ],
  ];
  for (const [i, { width, height, data }] of images.entries()) {
    const [w, h] = [points(width), points(height)];
    const draw = `${w} 0 0 ${h} 0 0 cm /I Do`;
    const resources = `<< /XObject << /I ${pageOf(i) + 2} 0 R >> >>`;
    objects.push(
      [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] /Resources ${resources} /Contents ${pageOf(i) + 1} 0 R >>`,
      ],
      [`<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`],
      [
        `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Length ${data.length} >>\nstream\n`,
        data,
        '\nendstream',
      ],
    );
  }
  const secret = `<${'5a'.repeat(32)}>`;
  const encryption = isEncrypted
    ? ` /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O ${secret} /U ${secret} >> /ID [<00> <00>]`
    : '';
  return assembled(objects, encryption);
}

function assembled(objects: readonly (readonly Part[])[], trailer: string): Uint8Array {
  const parts: Exclude<Part, string>[] = [];
  let length = 0;
  const add = (part: Part): void => {
    const bytes = typeof part === 'string' ? new TextEncoder().encode(part) : part;
    parts.push(bytes);
    length += bytes.length;
  };
  add('%PDF-1.4\n');
  const places = objects.map((content, i) => {
    const place = length;
    add(`${i + 1} 0 obj\n`);
    content.forEach(add);
    add('\nendobj\n');
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = length;
  const size = objects.length + 1;
  add(`xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`);
  add(`trailer\n<< /Size ${size} /Root 1 0 R${trailer} >>\nstartxref\n${table}\n%%EOF\n`);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
