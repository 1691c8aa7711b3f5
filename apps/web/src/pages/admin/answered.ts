/** A schema as the client answers it: pairs of the description come as plain lists. */
export type Answered<T> = T extends readonly (infer Item)[] ? Answered<Item>[] : T extends object ? { [Key in keyof T]: Answered<T[Key]> } : T;
