import { expect, test } from 'vitest';
import { parseInstant } from '#domain';
import { type S3Request, signS3Request } from './s3-signature.js';

const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', region: 'us-east-1' };
const at = parseInstant('2013-05-24T00:00:00Z');
const host = 'examplebucket.s3.amazonaws.com';

const published: readonly (readonly [string, S3Request, string])[] = [
  ['GET of a range', { method: 'GET', host, path: '/test.txt', headers: { range: 'bytes=0-9' } }, 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41'],
  [
    'PUT of a text',
    { method: 'PUT', host, path: '/test%24file.text', headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' }, content: Buffer.from('Welcome to Amazon S3.') },
    '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  ],
];

test.each(published)('the published example of a %s gets the published signature', (_, request, signature) => {
  const { authorization } = signS3Request(request, credentials, at);
  expect(authorization).toContain('Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request');
  expect(authorization?.split('Signature=')[1]).toBe(signature);
});

test('method, path, content, moment and secret are all under the signature', () => {
  const request: S3Request = { method: 'PUT', host, path: '/a', content: Buffer.of(1) };
  const signed = [
    signS3Request(request, credentials, at),
    signS3Request({ ...request, method: 'DELETE' }, credentials, at),
    signS3Request({ ...request, path: '/b' }, credentials, at),
    signS3Request({ ...request, content: Buffer.of(2) }, credentials, at),
    signS3Request(request, credentials, parseInstant('2013-05-24T00:00:01Z')),
    signS3Request(request, { ...credentials, secretAccessKey: 'other' }, at),
  ];
  expect(new Set(signed.map(({ authorization }) => authorization?.split('Signature=')[1])).size).toBe(signed.length);
});
