/** What an app attaches to a person, a medium or a folder: anything JSON can hold. */
export type Metadata = { [name: string]: unknown };
