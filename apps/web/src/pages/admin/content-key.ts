import { useRef } from 'react';
import { useRequestKey, type RequestKey } from '../../api/request-key.js';

/** The key of a page that sends many things, one after another. */
export interface ContentKey {
  /** The same key while the very same thing is sent again after a lost answer; another for anything else, so that no thing is taken for the one before it. */
  readonly headerOf: (content: object) => ReturnType<RequestKey['header']>;
  /** Call it when the server has answered. */
  readonly renew: () => void;
}

/** A key that belongs to what is sent; say in `content` also what the address says (whose answer it is). */
export function useContentKey(): ContentKey {
  const { header, renew } = useRequestKey();
  const sent = useRef<string>(undefined);
  const headerOf = (content: object): ReturnType<RequestKey['header']> => {
    const text = JSON.stringify(content);
    if (sent.current !== text) renew();
    sent.current = text;
    return header();
  };
  return { headerOf, renew };
}
