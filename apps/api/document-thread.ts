import { parentPort } from 'node:worker_threads';
import { DocumentError, readDocument } from '#service';
import type { DocumentAnswer, DocumentQuestion } from './files/document-reader.js';

// The thread that reads documents, one after the other.
const port = parentPort;
if (port === null) throw new Error('This is the entry of a thread, not of a process');
port.on('message', ({ id, ...question }: DocumentQuestion & { readonly id: number }) => {
  port.postMessage({ id, ...answerTo(question) });
});

function answerTo({ content, limits }: DocumentQuestion): DocumentAnswer | { readonly error: string } {
  try {
    return { document: readDocument(content, limits) };
  } catch (error) {
    return error instanceof DocumentError ? { problem: error.problem, detail: error.message } : { error: error instanceof Error ? error.message : String(error) };
  }
}
