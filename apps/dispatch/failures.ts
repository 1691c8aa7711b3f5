import { isGrpcServiceError, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';

/**
 * gRPC codes after which the same request may succeed: cancelled, unknown, deadline, exhausted, precondition (a workflow
 * task failed under the update), aborted, internal, unavailable, data loss.
 */
const TRANSIENT_CODES: ReadonlySet<number> = new Set([1, 2, 4, 8, 9, 10, 13, 14, 15]);
/** gRPC code 12. */
const UNIMPLEMENTED_CODES: ReadonlySet<number> = new Set([12]);

/**
 * Whether an error of the Temporal client is a matter of time. An update that "failed" is one as well: our handlers
 * never refuse, so the failure comes from the server, which dropped it (`UnprocessedUpdate`) or closed the run under it
 * (`AcceptedUpdateCompletedWorkflow`).
 */
export function isTransient(error: unknown): boolean {
  if (error instanceof WorkflowUpdateFailedError || error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  const cause = error instanceof Error && !isGrpcServiceError(error) ? error.cause : error;
  return isGrpcServiceError(cause) && TRANSIENT_CODES.has(cause.code);
}

/** Whether the server does not know the method that was called. */
export function isUnimplemented(error: unknown): boolean {
  return isGrpcServiceError(error) && UNIMPLEMENTED_CODES.has(error.code);
}
