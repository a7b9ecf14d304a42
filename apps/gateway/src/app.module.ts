import { type DynamicModule, Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { AuditReader } from './audit/audit-reader.js';
import { AuditRecordedHandler } from './audit/audit-recorded.handler.js';
import { AuditWitness } from './audit/audit-witness.js';
import { DeadLettersController } from './dead-letters.controller.js';
import { DeskController } from './desk.controller.js';
import { TicketStagesHandler } from './handlers/ticket-stages.handler.js';
import { ImportsController } from './imports.controller.js';
import { ImportLabels } from './imports/import-labels.js';
import { TicketImport } from './imports/ticket-import.js';
import { GATEWAY_OPTIONS, type GatewayOptions } from './options.js';
import { PersonalDataController } from './personal-data.controller.js';
import { RequesterDataErasedHandler } from './privacy/requester-data-erased.handler.js';
import { RequesterData } from './privacy/requester-data.js';
import { TicketConsent } from './privacy/ticket-consent.js';
import { SummaryController } from './summary.controller.js';
import { TicketCounter } from './summary/ticket-counter.js';
import { KnownLabels } from './tickets/known-labels.js';
import { OutcomeWaiter } from './tickets/outcome-waiter.js';
import { TicketChanges } from './tickets/ticket-changes.js';
import { TicketDesk } from './tickets/ticket-desk.js';
import { TicketDrafts } from './tickets/ticket-drafts.js';
import { TicketIntake } from './tickets/ticket-intake.js';
import { TicketReads } from './tickets/ticket-reads.js';
import { AuthController } from './accounts/auth.controller.js';
import { ApiKeysController } from './accounts/api-keys.controller.js';
import { RegistrationLimit } from './accounts/registration-limit.js';
import { UsersController } from './accounts/users.controller.js';
import { TicketReader } from './tickets/ticket-reader.js';
import { TicketStreams } from './tickets/ticket-streams.js';
import { TicketsController } from './tickets.controller.js';

/** HTTP in, tickets.submitted out; the tickets' read model, the agents' desk, server-sent events; accounts; the audit. */
@Module({})
export class GatewayModule {
  static with(options: GatewayOptions): DynamicModule {
    return {
      module: GatewayModule,
      controllers: [
        TicketsController,
        DeskController,
        ImportsController,
        DeadLettersController,
        SummaryController,
        AuthController,
        UsersController,
        ApiKeysController,
        AuditController,
        PersonalDataController,
        TicketStagesHandler,
        AuditRecordedHandler,
        RequesterDataErasedHandler,
      ],
      providers: [
        TicketIntake,
        TicketReader,
        TicketReads,
        TicketStreams,
        RegistrationLimit,
        TicketChanges,
        TicketDrafts,
        OutcomeWaiter,
        TicketDesk,
        KnownLabels,
        TicketImport,
        ImportLabels,
        TicketCounter,
        AuditReader,
        AuditWitness,
        TicketConsent,
        RequesterData,
        { provide: GATEWAY_OPTIONS, useValue: options },
      ],
    };
  }
}
