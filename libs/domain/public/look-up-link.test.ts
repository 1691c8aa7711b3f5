import { describe, expect, test } from 'vitest';
import { lookUpLink, readSlipLink } from './look-up-link.js';

describe('the link of a slip', () => {
  test.each(['000.00.31.H99-260819-0001', 'G09.20-20260609-0092637', 'Q-2018/12:7_a'])('reads back as the codes it was made of: %s', (code) => {
    const link = lookUpLink('https://motcua.example.vn/', { code, slipCode: '7K3M9Q' });
    expect(link.startsWith('https://motcua.example.vn/tra-cuu#ma=')).toBe(true);
    expect(readSlipLink(` ${link}\n`)).toEqual({ code, slipCode: '7K3M9Q' });
  });

  test.each(['000.00.31.H99-260819-0001', 'Nguyễn Văn Thử', 'https://elsewhere.example.vn/#ma=1', 'https://motcua.example.vn/tra-cuu#ma=%E0%A4'])('is nothing else: %s stays as it was typed', (text) => {
    expect(readSlipLink(text)).toEqual({ code: text });
  });
});
