/** Something that an operator sees before a deed. */
export interface Fact {
  label: string;
  value: string;
}
