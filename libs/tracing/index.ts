export { annotate, inSpan, inTopSpan, type SpanFacts } from './spans.js';
