export { hastenCommands, isCommandWaiting, takeWaitingCommands, type WaitingCommand } from './commands.js';
export { listOwedLetters, markLetterStarted } from './letters.js';
export { countOverdue, takeOverdue } from './overdue.js';
export { filterClosed, listUnstarted, markStarted, pageOpen } from './workflows.js';
