import { defaultPayloadConverter, type Headers, type WorkflowClientInterceptor } from '@temporalio/client';
import { SHORT_TRACE_HEADER, TRACE_HEADER } from '#workflows';

/**
 * Comes after the SDK's own interceptor and writes the trace it put into a request as 25 bytes under a short name: every
 * event a request causes keeps it for as long as the history is kept, and the SDK's form is four times as long.
 */
export const shortHeader: WorkflowClientInterceptor = {
  startWithDetails: (input, next) => next({ ...input, headers: shortened(input.headers) }),
  signalWithStart: (input, next) => next({ ...input, headers: shortened(input.headers) }),
  startUpdateWithStart: (input, next) => next({ ...input, workflowStartHeaders: shortened(input.workflowStartHeaders), updateHeaders: shortened(input.updateHeaders) }),
};

function shortened({ [TRACE_HEADER]: long, ...others }: Headers): Headers {
  if (long === undefined) return others;
  const { traceparent = '' } = defaultPayloadConverter.fromPayload<{ readonly traceparent?: string }>(long);
  const data = Buffer.from(traceparent.split('-').slice(1).join(''), 'hex');
  return data.length === 0 ? others : { ...others, [SHORT_TRACE_HEADER]: { data } };
}
