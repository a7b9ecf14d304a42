/** Why a run cannot give a version, as a sentence for the person who started it. */
export class TrainingFailed extends Error {
  override readonly name = 'TrainingFailed';
}
