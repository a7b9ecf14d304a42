import { type LoadedVersion, openVersion, type Prediction } from '@driftdesk/inference';
import { headName } from '../dataset.js';
import type { StreamTicket } from './tickets.js';

/** What serves: one version at a time. */
export class Serving {
  private constructor(private loaded: LoadedVersion) {}

  static async of(directory: string): Promise<Serving> {
    return new Serving(await openVersion(directory));
  }

  get version(): LoadedVersion {
    return this.loaded;
  }

  /** Lets another version serve. */
  async swap(directory: string): Promise<void> {
    const old = this.loaded;
    this.loaded = await openVersion(directory);
    await old.release();
  }

  predict(tickets: readonly StreamTicket[]): Promise<Prediction[]> {
    return this.loaded.predict(tickets);
  }

  release(): Promise<void> {
    return this.loaded.release();
  }
}

/** The labels of some predictions. */
export function labelsOf(predictions: readonly Prediction[]): string[] {
  return predictions.map(({ heads }) => heads[headName]?.label ?? '');
}
