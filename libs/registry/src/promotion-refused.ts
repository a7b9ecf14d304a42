/** Why no other version became the champion, as a sentence; `reason` is the machine-readable kind. */
export class PromotionRefused extends Error {
  override readonly name = 'PromotionRefused';

  constructor(
    readonly reason: 'unknown_version' | 'version_rejected' | 'champion_changed' | 'nothing_to_roll_back_to',
    message: string,
  ) {
    super(message);
  }
}
