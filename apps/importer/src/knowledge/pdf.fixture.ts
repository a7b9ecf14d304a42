/** A PDF of one page with these lines (ASCII, no brackets), written by hand as PDF 1.4 says. */
export function writePdf(lines: readonly string[], options: { title?: string; encrypted?: boolean } = {}): Buffer {
  return writePages([stream(writeLines(lines))], options);
}

/** What a page shows: lines of text, one below another. */
export function writeLines(lines: readonly string[]): string {
  return `BT /F1 12 Tf 72 720 Td 14 TL ${lines.map((line) => `(${line}) Tj T*`).join(' ')} ET`;
}

interface PdfOptions {
  readonly title?: string;
  readonly encrypted?: boolean;
  /** Further objects, numbered from 4. */
  readonly objects?: readonly Buffer[];
  /** Further resources of each page, such as `/XObject << /X 4 0 R >>`. */
  readonly resources?: string;
}

/** A PDF with a page for each content stream. */
export function writePages(contents: readonly Buffer[], options: PdfOptions = {}): Buffer {
  const { title = '', encrypted = false, objects = [], resources = '' } = options;
  const firstPage = 4 + objects.length;
  const kids = contents.map((_, page) => `${firstPage + 2 * page} 0 R`).join(' ');
  const pages = contents.flatMap((content, page) => [
    Buffer.from(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${firstPage + 2 * page + 1} 0 R ` +
        `/Resources << /Font << /F1 3 0 R >> ${resources} >> >>`,
    ),
    content,
  ]);
  const all = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from(`<< /Type /Pages /Kids [${kids}] /Count ${contents.length} >>`),
    Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'),
    ...objects,
    ...pages,
    Buffer.from(`<< /Title (${title}) >>`),
  ];
  return writeObjects(all, `/Root 1 0 R /Info ${all.length} 0 R ${encrypted ? encryptionEntries : ''}`);
}

/** A stream object, with the entries of its dictionary that say what it is. */
export function stream(content: string | Buffer, entries = ''): Buffer {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return Buffer.concat([
    Buffer.from(`<< /Length ${bytes.length} ${entries} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
}

function writeObjects(objects: readonly Buffer[], trailer: string): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  let length = 9;
  const add = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  const table = objects.map((object, index) => {
    const entry = `${String(length).padStart(10, '0')} 00000 n \n`;
    add(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]));
    return entry;
  });
  const start = length;
  add(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table.join('')}`));
  add(Buffer.from(`trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

// Of the standard handler, with keys that no password fits.
const key = `<${'0102030405060708'.repeat(4)}>`;
const encryptionEntries = `/ID [${key} ${key}] /Encrypt << /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -4 >>`;
