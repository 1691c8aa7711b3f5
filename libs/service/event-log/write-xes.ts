import { formatInstant, instant } from '#domain';
import type { LogEntry } from '#domain/figures';
import type { Trace } from './read-traces.js';

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <global scope="trace">
    <string key="concept:name" value="__INVALID__"/>
  </global>
  <global scope="event">
    <string key="concept:name" value="__INVALID__"/>
    <date key="time:timestamp" value="1970-01-01T07:00:00.000+07:00"/>
    <string key="lifecycle:transition" value="complete"/>
  </global>
  <classifier name="Activity" scope="event" keys="concept:name"/>
  <classifier name="Activity and lifecycle" scope="event" keys="concept:name lifecycle:transition"/>
  <string key="lifecycle:model" value="standard"/>
`;

/** An event log as XES (IEEE 1849-2016), a trace for each dossier, written while it is read. */
export async function* writeXes(traces: AsyncIterable<Trace>): AsyncGenerator<string> {
  yield HEAD;
  for await (const trace of traces) {
    yield traceXml(trace);
  }
  yield '</log>\n';
}

function traceXml({ code, procedure, caseCode, channel, agency, status, dueAt, punctuality, entries }: Trace): string {
  const attributes = [
    text('concept:name', code), text('procedure', procedure), text('case', caseCode), text('channel', channel), text('agency', agency), text('status', status),
    ...(dueAt === undefined ? [] : [date('due', dueAt)]),
    ...(punctuality === undefined ? [] : [text('punctuality', punctuality)]),
  ];
  return `  <trace>\n${attributes.map((line) => `    ${line}\n`).join('')}${entries.map(eventXml).join('')}  </trace>\n`;
}

function eventXml({ activity, lifecycle, at, resource, group }: LogEntry): string {
  const attributes = [
    text('concept:name', activity), text('lifecycle:transition', lifecycle), date('time:timestamp', at),
    ...(resource === undefined ? [] : [text('org:resource', resource)]),
    ...(group === undefined ? [] : [text('org:group', group)]),
  ];
  return `    <event>\n${attributes.map((line) => `      ${line}\n`).join('')}    </event>\n`;
}

function text(key: string, value: string): string {
  return `<string key="${key}" value="${escaped(value)}"/>`;
}

function date(key: string, at: number): string {
  return `<date key="${key}" value="${formatInstant(instant(at))}"/>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' };

/** A value as it may stand in an attribute; what XML 1.0 cannot hold at all becomes the replacement character. */
function escaped(value: string): string {
  return value
    .toWellFormed()
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '\ufffd') // eslint-disable-line no-control-regex -- control characters are what is replaced here
    .replaceAll(/[&<>"\t\n\r]/gu, (character) => ENTITIES[character] ?? character);
}
