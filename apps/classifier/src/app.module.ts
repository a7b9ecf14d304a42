import { type DynamicModule, Module } from '@nestjs/common';
import { ExplanationsController } from './explanations.controller.js';
import { LabelsController } from './labels.controller.js';
import { ModelReader } from './model-reader.js';
import { ModelServer } from './model-server.js';
import { ModelsController } from './models.controller.js';
import { CLASSIFIER_OPTIONS, type ClassifierOptions, MODEL_DESCRIPTIONS, type ModelDescriptions } from './options.js';
import { PromotionsController } from './promotions.controller.js';
import { RegistryController } from './registry.controller.js';
import { TicketSubmittedHandler } from './ticket-submitted.handler.js';

/** tickets.submitted → tickets.classified; models, their versions and predictions over HTTP. */
@Module({})
export class ClassifierModule {
  static with(options: ClassifierOptions, descriptions: ModelDescriptions): DynamicModule {
    return {
      module: ClassifierModule,
      controllers: [
        ModelsController,
        RegistryController,
        PromotionsController,
        ExplanationsController,
        LabelsController,
        TicketSubmittedHandler,
      ],
      providers: [
        ModelServer,
        ModelReader,
        { provide: CLASSIFIER_OPTIONS, useValue: options },
        { provide: MODEL_DESCRIPTIONS, useValue: descriptions },
      ],
    };
  }
}
