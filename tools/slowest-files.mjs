/** A reporter of jest that says at the end where the time went. */
export default class SlowestFiles {
  onRunComplete(_contexts, { testResults }) {
    if (testResults.length < 40) return;
    const seconds = ({ perfStats }) => perfStats.runtime / 1_000;
    const slowest = [...testResults].sort((left, right) => seconds(right) - seconds(left)).slice(0, 20);
    const lines = slowest.map((file) => {
      const path = file.testFilePath.slice(process.cwd().length + 1).replace('/dist/', '/');
      return `${seconds(file).toFixed(1).padStart(7)} s  ${path}`;
    });
    const all = testResults.reduce((sum, file) => sum + seconds(file), 0);
    process.stderr.write(
      `\nThe slowest 20 of ${testResults.length} files, ${all.toFixed(0)} s in all:\n${lines.join('\n')}\n`,
    );
  }
}
