import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { CalendarDraftsController } from './controllers/calendar-drafts.controller.js';
import { CalendarsController } from './controllers/calendars.controller.js';
import { BulkActionsController } from './controllers/bulk-actions.controller.js';
import { DossierWorkController } from './controllers/dossier-work.controller.js';
import { ProposalsController } from './controllers/proposals.controller.js';
import { ApologiesController } from './controllers/apologies.controller.js';
import { ChangesController } from './controllers/changes.controller.js';
import { AgenciesController } from './controllers/agencies.controller.js';
import { ExchangeController } from './controllers/exchange.controller.js';
import { ProceduresController } from './controllers/procedures.controller.js';
import { ProcedurePublicationController } from './controllers/procedure-publication.controller.js';
import { SettingsController } from './controllers/settings.controller.js';
import { CodesController } from './controllers/codes.controller.js';
import { CommandsController } from './controllers/commands.controller.js';
import { DeadlinesController } from './controllers/deadlines.controller.js';
import { DocumentNumbersController } from './controllers/document-numbers.controller.js';
import { DelayReasonsController } from './controllers/delay-reasons.controller.js';
import { DelayFiguresController, DossierDelayController } from './controllers/delays.controllers.js';
import { DeliveriesController } from './controllers/deliveries.controller.js';
import { DossierListsController } from './controllers/dossier-lists.controller.js';
import { DossierDesk } from './controllers/dossier-desk.js';
import { DossiersController } from './controllers/dossiers.controller.js';
import { EventLogController } from './controllers/event-log.controller.js';
import { ReportRunsController } from './controllers/report-runs.controller.js';
import { FeedbackController, PublicAnswersController } from './controllers/feedback.controllers.js';
import { FeedbackFiguresController } from './controllers/feedback-figures.controller.js';
import { UrgingsController } from './controllers/urgings.controller.js';
import { FilesController } from './controllers/files.controller.js';
import { PersonExportsController } from './controllers/person-exports.controller.js';
import { RetentionController } from './controllers/retention.controller.js';
import { AccessLogController } from './controllers/access-log.controller.js';
import { AbsencesController } from './controllers/absences.controller.js';
import { BudgetController, LateTargetsController } from './controllers/budget.controller.js';
import { HandlingController } from './controllers/handling.controller.js';
import { FiguresController } from './controllers/figures.controller.js';
import { GroupFilingsController } from './controllers/group-filings.controller.js';
import { EvaluationSheetsController, QualityScoresController } from './controllers/quality.controllers.js';
import { ParCriteriaController, SipasSurveysController } from './controllers/surveys.controllers.js';
import { ProcedureGroupsController } from './controllers/procedure-groups.controller.js';
import { HealthController, MetricsController } from './controllers/health.controllers.js';
import { LabelsController } from './controllers/labels.controller.js';
import { LetterTemplatesController } from './controllers/letter-templates.controller.js';
import { AppConfigController, MeController } from './controllers/me.controller.js';
import { LettersController } from './controllers/letters.controller.js';
import { ProcedureRecordsController } from './controllers/procedure-records.controller.js';
import { ProcedureVersionsController } from './controllers/procedure-versions.controller.js';
import { RegistersController } from './controllers/registers.controller.js';
import { ReportsController } from './controllers/reports.controller.js';
import { PrintQueueController } from './controllers/print-queue.controller.js';
import { PortalController } from './controllers/portal.controller.js';
import { RiskController } from './controllers/risk.controller.js';
import { MorningListController } from './controllers/morning-list.controller.js';
import { CallScreenController, QueueTicketsController } from './controllers/queue-tickets.controllers.js';
import { WatchListController } from './controllers/watch-list.controller.js';
import { PortalComparisonsController } from './controllers/portal-comparisons.controller.js';
import { QueuesController } from './controllers/queues.controller.js';
import { EscalationsController, NoticesController, StaffController } from './controllers/staff.controllers.js';
import { SigningAuthoritiesController } from './controllers/signing-authorities.controller.js';
import { SlipsController } from './controllers/slips.controller.js';
import { SyncController } from './controllers/sync.controller.js';
import { AssignedTasksController } from './controllers/assigned-tasks.controller.js';
import { TaskAssignmentsController } from './controllers/task-assignments.controller.js';
import { TaskPlansController } from './controllers/task-plans.controller.js';
import { ParCataloguesController } from './controllers/par-catalogues.controller.js';
import { ParSheetsController } from './controllers/par-sheets.controller.js';
import { ParTargetsController } from './controllers/par-targets.controller.js';
import { TasksController } from './controllers/tasks.controller.js';
import { CaseDesk } from './controllers/case-desk.js';
import { CasesController } from './controllers/cases.controller.js';
import { CaseRatesController } from './controllers/case-rates.controller.js';
import { EvidenceController } from './controllers/evidence.controller.js';
import { AnnouncementsController } from './controllers/announcements.controller.js';
import { NationalIndexController } from './controllers/national-index.controller.js';
import { PublishedFiguresController } from './controllers/published-figures.controller.js';
import { PublicationFiguresController } from './controllers/publication-figures.controller.js';
import { PostedItemsController, PublicationsController } from './controllers/publications.controllers.js';
import { LookUpsController } from './controllers/look-ups.controller.js';
import { PublicWordsController } from './controllers/public-words.controller.js';
import { BoardsController } from './controllers/boards.controller.js';
import { PublicDesk } from './controllers/public-desk.js';
import { WhatIfController } from './controllers/what-if.controller.js';
import { type ApiParts, CITIZEN_VERIFIER, CLOCK, ENGINE, FILES, GATEWAY, SETTINGS, TOKEN_VERIFIER, WAYS } from './parts.js';
import { AccessLogInterceptor } from './identity/access-log.interceptor.js';
import { Rights } from './identity/rights.js';
import { TokenGuard } from './identity/token.guard.js';
import { openCitizenVerifier } from './identity/citizen-verifier.js';
import { openTokenVerifier } from './identity/token-verifier.js';
import { ChangeHub } from './live/change-hub.js';
import { ChangeWatch } from './live/change-watch.js';
import { GatewayWatch } from './monitoring/gateway-watch.js';
import { Metrics } from './monitoring/metrics.js';
import { SystemMonitor } from './monitoring/system-state.js';
import { ExpectedInputGuard } from './problems/expected-input.guard.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { RequestPipe } from './problems/request.pipe.js';

/** The API's one module. */
@Module({})
export class ApiModule {
  static over({ engine, clock, gateway, files, ways, settings }: ApiParts): DynamicModule {
    return {
      module: ApiModule,
      controllers: [
        DossierListsController,
        DossiersController,
        DeadlinesController,
        QueuesController,
        ChangesController,
        MorningListController,
        QueueTicketsController,
        CallScreenController,
        WatchListController,
        PortalComparisonsController,
        WhatIfController,
        CommandsController,
        LettersController,
        RegistersController,
        ReportsController,
        LetterTemplatesController,
        ApologiesController,
        BulkActionsController,
        DossierWorkController,
        ProposalsController,
        SigningAuthoritiesController,
        DocumentNumbersController,
        SlipsController,
        DeliveriesController,
        PrintQueueController,
        PortalController,
        SyncController,
        ProceduresController,
        ProcedureGroupsController,
        GroupFilingsController,
        ProcedureVersionsController,
        ProcedureRecordsController,
        ProcedurePublicationController,
        AgenciesController,
        SettingsController,
        ExchangeController,
        CalendarsController,
        CalendarDraftsController,
        LabelsController,
        DelayReasonsController,
        TasksController,
        StaffController,
        NoticesController,
        EscalationsController,
        CodesController,
        BudgetController,
        LateTargetsController,
        AbsencesController,
        DelayFiguresController,
        DossierDelayController,
        HandlingController,
        FiguresController,
        RiskController,
        FilesController,
        ParCataloguesController,
        ParSheetsController,
        ParTargetsController,
        CasesController,
        FeedbackController,
        PublicAnswersController,
        FeedbackFiguresController,
        QualityScoresController,
        EvaluationSheetsController,
        SipasSurveysController,
        ParCriteriaController,
        UrgingsController,
        CaseRatesController,
        EvidenceController,
        TaskPlansController,
        TaskAssignmentsController,
        AssignedTasksController,
        AnnouncementsController,
        PublicationsController,
        PostedItemsController,
        NationalIndexController,
        PublicationFiguresController,
        PublishedFiguresController,
        LookUpsController,
        PublicWordsController,
        BoardsController,
        EventLogController,
        AccessLogController,
        PersonExportsController,
        RetentionController,
        ReportRunsController,
        MeController,
        AppConfigController,
        HealthController,
        MetricsController,
      ],
      providers: [
        { provide: ENGINE, useValue: engine },
        { provide: CLOCK, useValue: clock },
        { provide: GATEWAY, useValue: gateway },
        { provide: FILES, useValue: files },
        { provide: WAYS, useValue: ways ?? {} },
        { provide: SETTINGS, useValue: settings },
        { provide: CITIZEN_VERIFIER, useValue: settings.citizens === undefined ? undefined : openCitizenVerifier(settings.citizens) },
        { provide: TOKEN_VERIFIER, useValue: openTokenVerifier(settings.identity) },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: TokenGuard },
        { provide: APP_GUARD, useClass: ExpectedInputGuard },
        { provide: APP_INTERCEPTOR, useClass: AccessLogInterceptor },
        { provide: APP_PIPE, useClass: RequestPipe },
        Rights,
        DossierDesk,
        CaseDesk,
        PublicDesk,
        GatewayWatch,
        SystemMonitor,
        ChangeHub,
        ChangeWatch,
        Metrics,
      ],
    };
  }
}
