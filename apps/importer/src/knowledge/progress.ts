/** Shows how far a long step is: one line that changes on a terminal, elsewhere a line at every tenth. */
export function createProgress(stream: NodeJS.WriteStream, title: string, total: number): (done: number) => void {
  let tenths = 0;
  return (done) => {
    if (stream.isTTY) stream.write(`\r${title} ${done}/${total}${done === total ? '\n' : ''}`);
    else if (Math.floor((done * 10) / total) > tenths) {
      tenths = Math.floor((done * 10) / total);
      stream.write(`${title} ${done}/${total}\n`);
    }
  };
}
