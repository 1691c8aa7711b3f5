import type { NewCaseEvent } from '../deadline-case/case-events.js';
import type { PublicationState } from './publication-state.js';

/** The own state of a publication as it is opened. */
export function openedPublication(): PublicationState {
  return { kind: 'publication', proofs: {} };
}

/** The own state of a publication after one more event. */
export function foldPublication(own: PublicationState, event: NewCaseEvent): PublicationState {
  switch (event.type) {
    case 'AnnouncementEntered':
      return { ...own, announcement: event.payload };
    case 'AnnouncementCorrected': {
      const { reason: _why, ...announcement } = event.payload;
      return { ...own, announcement };
    }
    case 'PublicationOpened':
      return { ...own, item: event.payload };
    case 'PublicationRecounted':
      return own.item === undefined ? own : { ...own, item: { ...own.item, ...event.payload } };
    case 'PostingRecorded':
    case 'PostingCorrected':
      return { ...own, proofs: { ...own.proofs, [event.payload.clock]: event.payload.by } };
    case 'PostedItemSet':
      return { ...own, posted: { item: event.payload.item, changedOn: event.payload.changedOn } };
    default:
      return own;
  }
}
