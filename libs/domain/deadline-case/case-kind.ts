/**
 * What a deadline case is about: the publication of one announced procedure, group or posted item; one piece of feedback
 * (phản ánh, kiến nghị) or urging (đôn đốc); one assigned task (nhiệm vụ được giao).
 */
export const CASE_KINDS = ['publication', 'feedback', 'task'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];
