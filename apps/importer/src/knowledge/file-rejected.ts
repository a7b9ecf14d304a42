/** Why a file cannot become a document: said next to its name, so without it. */
export class FileRejected extends Error {
  override readonly name = 'FileRejected';
}
