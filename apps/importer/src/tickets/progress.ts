/** Shows how far a long step is: one line that changes on a terminal, a line at every tenth elsewhere. */
export function showProgress(stream: NodeJS.WriteStream, what: string, total: number): (done: number) => void {
  let tenths = 0;
  return (done) => {
    if (stream.isTTY) stream.write(`\r${done} of ${total} ${what}${done >= total ? '\n' : ''}`);
    else if (Math.floor((10 * done) / total) > tenths) {
      tenths = Math.floor((10 * done) / total);
      stream.write(`${done} of ${total} ${what}\n`);
    }
  };
}
