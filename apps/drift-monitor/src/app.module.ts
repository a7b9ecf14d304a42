import { type DynamicModule, Module } from '@nestjs/common';
import { ExampleReader } from './examples/example-reader.js';
import { TicketLabelledHandler } from './examples/ticket-labelled.handler.js';
import { DRIFT_MONITOR_OPTIONS, type DriftMonitorOptions } from './options.js';
import { TrainingRunStore } from './training/training-run-store.js';
import { TrainingRunner } from './training/training-runner.js';
import { TrainingRunsController } from './training-runs.controller.js';

/** tickets.labelled → examples; training runs over HTTP. */
@Module({})
export class DriftMonitorModule {
  static with(options: DriftMonitorOptions): DynamicModule {
    return {
      module: DriftMonitorModule,
      controllers: [TrainingRunsController, TicketLabelledHandler],
      providers: [
        ExampleReader,
        TrainingRunStore,
        TrainingRunner,
        { provide: DRIFT_MONITOR_OPTIONS, useValue: options },
      ],
    };
  }
}
